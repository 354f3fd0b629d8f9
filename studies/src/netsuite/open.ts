import { judgedData } from '../study/data.js';
import { studyOf, type Study } from '../study/study.js';
import { NETSUITE_CLAIMS } from './claims/index.js';
import type { Customers } from './contract.js';
import { netsuiteFigures } from './figures.js';

/**
 * The audit of a customer segmentation (claims `A-…`) checked on a loaded customer table, in the language of its session.
 *
 * @example
 * const study = await netsuite.open(await netsuite.loadCustomers(tally, 'data/sample/customers.csv'));
 * await study.claim('A-1-N47');
 */
export function open(customers: Customers): Promise<Study> {
  const { session, source } = customers;
  return Promise.resolve(
    studyOf(NETSUITE_CLAIMS, netsuiteFigures(customers), judgedData(source.path), {
      locale: session.locale,
    }),
  );
}
