import { registerMarkdown, type RegisterEntry } from 'tally/claims';
import type { StudyName } from '../study/claim.js';

const TITLES: Readonly<Record<StudyName, string>> = {
  douyin: 'Study of a short-video shop, 1,000 users',
  taobao: 'Study of a marketplace, 100 million events',
  netsuite: 'Audit of a customer segmentation',
  xiaoxiang: 'Tiering system of a fresh-food shop, judged on the orders given',
};

const ABOUT = [
  'Made by `npm run claims -- --users FILE --events FILE --customers FILE --orders FILE --markdown claims.md`. Percentages are in',
  'percent; after a sample value is its 95 percent interval; numbers are rounded here and unrounded in the JSON written by `--out`.',
].join('\n');

/**
 * The register of the four documents as markdown.
 *
 * @example
 * const text = studiesMarkdown(await judgeRegister(tally, { users: 'data/sample/users.csv' }));
 */
export function studiesMarkdown(entries: readonly RegisterEntry[]): string {
  return registerMarkdown(entries, {
    title: 'Published claims, recomputed',
    about: ABOUT,
    documents: TITLES,
  });
}
