import { loadOrders, open, type Orders, type Tally } from 'tally';
import { realFile } from './files.js';

export const shopFile = realFile('retail/online_retail_uci.csv.gz');

interface RealShop {
  readonly tally: Tally;
  readonly shop: Orders;
}

let loaded: Promise<RealShop> | undefined;

async function load(): Promise<RealShop> {
  const tally = await open({ currency: 'GBP', threads: 2 });
  return { tally, shop: await loadOrders(tally, shopFile ?? '') };
}

/** The orders of the real shop, loaded once for all files of tests in a process, and there until its end. */
export const realShop = (): Promise<RealShop> => (loaded ??= load());
