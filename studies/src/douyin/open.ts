import { judgedData } from '../study/data.js';
import { studyOf, type Study } from '../study/study.js';
import { DOUYIN_CLAIMS } from './claims/index.js';
import type { Users } from './contract.js';
import { douyinFigures } from './figures.js';

/**
 * The study of a short-video shop (claims `D-…`) checked on a loaded user table, in the language of its session.
 *
 * @example
 * const study = await douyin.open(await douyin.loadUsers(tally, 'data/sample/users.csv'));
 * await study.claim('D-4.3.2-C7');
 */
export function open(users: Users): Promise<Study> {
  const { session, source } = users;
  return Promise.resolve(
    studyOf(DOUYIN_CLAIMS, douyinFigures(users), judgedData(source.path), { locale: session.locale }),
  );
}
