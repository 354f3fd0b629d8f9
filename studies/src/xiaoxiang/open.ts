import type { Orders } from 'tally';
import { judgedData } from '../study/data.js';
import { studyOf, type Study } from '../study/study.js';
import { XIAOXIANG_CLAIMS } from './claims/index.js';
import { xiaoxiangFigures } from './figures.js';

/**
 * The tiering system of a fresh-food shop (claims `X-…`) checked on loaded orders, in the language of their session.
 *
 * @example
 * const study = xiaoxiang.open(await xiaoxiang.loadOrders(tally, 'data/sample/fresh-orders.csv.gz'));
 * await study.claim('X-2-SUM');
 */
export function open(shop: Orders): Study {
  const { session, file } = shop;
  return studyOf(XIAOXIANG_CLAIMS, xiaoxiangFigures(shop), judgedData(file.source.path), {
    locale: session.locale,
  });
}
