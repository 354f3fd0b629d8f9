import type { StudyName } from '../claim.js';
import { COMMON_NAMES, GROUP_NAMES } from './names-common.js';
import { DOUYIN_NAMES } from './names-douyin.js';
import { NETSUITE_NAMES } from './names-netsuite.js';
import { REGION_NAMES } from './names-regions.js';
import { TAOBAO_NAMES } from './names-taobao.js';
import { NAMES_BY_DAY, TIME_NAMES } from './names-time.js';
import { XIAOXIANG_NAMES } from './names-xiaoxiang.js';

/** What a computed value is called, and whether it is in percent. */
export interface ValueName {
  readonly name: string;
  readonly percent: boolean;
}

const NAMES: Readonly<Record<StudyName, Readonly<Record<string, string>>>> = {
  douyin: { ...COMMON_NAMES, ...GROUP_NAMES, ...DOUYIN_NAMES, ...REGION_NAMES },
  taobao: { ...COMMON_NAMES, ...TAOBAO_NAMES, ...TIME_NAMES },
  netsuite: { ...COMMON_NAMES, ...NETSUITE_NAMES },
  xiaoxiang: { ...COMMON_NAMES, ...XIAOXIANG_NAMES },
};

/**
 * The Chinese name of a computed value; `undefined` if the dictionary has none. A key of several parts, such as
 * `percent_suburban` or `users_20_29`, is composed of the names of its parts: the first, with the others in brackets.
 *
 * @example
 * nameInChinese('douyin', 'percent_suburban'); // { name: '占比（郊区）', percent: true }
 * nameInChinese('douyin', 'users_20_29'); // { name: '用户数（20–29）', percent: false }
 */
export function nameInChinese(document: StudyName, key: string): ValueName | undefined {
  const parts = partsOf(key, NAMES[document]);
  const [head, ...others] = parts.map((part) => NAMES[document][part] ?? bandName(document, parts, part));
  if (head === undefined || others.includes(undefined)) return undefined;
  const words = [head, ...others].map((word) => (word ?? '').replace(/%$/, ''));
  const shares = parts.length > 1 && parts.every((part) => part in GROUP_NAMES);
  const ofGroup = (parts[0] ?? '') in GROUP_NAMES && others.some((word) => word?.endsWith('%'));
  return {
    name: others.length === 0 ? (words[0] ?? '') : `${words[0]}（${words.slice(1).join('，')}）`,
    percent: shares || ofGroup || head.endsWith('%'),
  };
}

/** A key's parts: the longest beginning that is a word, then the rest likewise. */
function partsOf(key: string, names: Readonly<Record<string, string>>): readonly string[] {
  const tokens = key.split('_');
  const ends = tokens.map((_, n) => tokens.length - n);
  const end = ends.find((n) => tokens.slice(0, n).join('_') in names) ?? tokens.length;
  const rest = tokens.slice(end);
  return [tokens.slice(0, end).join('_'), ...(rest.length === 0 ? [] : partsOf(rest.join('_'), names))];
}

/** A band, a day, an hour or a user's place in the file. */
function bandName(document: StudyName, [head = '']: readonly string[], part: string): string | undefined {
  const [, from, to] = /^(\d+)_(\d+)$/.exec(part) ?? [];
  if (from !== undefined) return `${from}–${to}`;
  const [, side, limit] = /^(under|over)_(\d+)$/.exec(part) ?? [];
  if (side !== undefined) return `${limit}${side === 'under' ? '以下' : '以上'}`;
  const [, least] = /^(\d+)_and_over$/.exec(part) ?? [];
  if (least !== undefined) return `${least}及以上`;
  if (!/^\d+$/.test(part)) return undefined;
  if (document === 'douyin') return part;
  return NAMES_BY_DAY.has(head) ? `第${part}天` : `${part}时`;
}
