import { judgedData } from '../study/data.js';
import { studyOf, type Study } from '../study/study.js';
import { TAOBAO_CLAIMS } from './claims/index.js';
import type { Events } from './contract.js';
import { taobaoFigures } from './figures.js';

export interface OpenOptions {
  /**
   * The path that the events were loaded from. It distinguishes the sample from a real file, because loaded events
   * know only the names of their files. Without it they count as real.
   */
  readonly file?: string;
}

/**
 * The study of a marketplace (claims `T-…`) checked on loaded events, in the language of their session.
 *
 * @example
 * const file = 'data/sample/events.csv.gz';
 * const study = await taobao.open(await loadEvents(tally, file, taobao.EVENTS), { file });
 * await study.claim('T-3.2-21.8');
 */
export async function open(
  events: Events,
  { file = events.files[0] ?? '' }: OpenOptions = {},
): Promise<Study> {
  const { locale } = events.session;
  return studyOf(TAOBAO_CLAIMS, await taobaoFigures(events), judgedData(file), { locale });
}
