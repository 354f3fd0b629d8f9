import type { LoadedAs, Orders, Session } from 'tally';
import { loadFile, type FILES } from './contract.js';
import { joinMembers, type Members } from './members.js';
import { loadOrders } from './orders.js';

type File<N extends keyof typeof FILES> = LoadedAs<(typeof FILES)[N]>;

/** All files of the shop. */
export interface Shop {
  readonly orders: Orders;
  /** Everybody who registered or ordered. */
  readonly members: Members;
  readonly communities: File<'communities'>;
  readonly products: File<'products'>;
  readonly coupons: File<'coupons'>;
  readonly groups: File<'groups'>;
  readonly groupOrders: File<'group-orders'>;
  readonly campaigns: File<'campaigns'>;
  readonly campaignCustomers: File<'campaign-customers'>;
}

/**
 * Loads all files of the shop from their folder, each under its contract.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for a file as a whole.
 * @example
 * const { orders, members, campaigns } = await xiaoxiang.loadShop(tally, 'data/sample');
 */
export async function loadShop(tally: Session, folder: string): Promise<Shop> {
  const orders = await loadOrders(tally, `${folder}/fresh-orders.csv.gz`);
  return {
    orders,
    members: await joinMembers(orders, await loadFile(tally, folder, 'customers')),
    communities: await loadFile(tally, folder, 'communities'),
    products: await loadFile(tally, folder, 'products'),
    coupons: await loadFile(tally, folder, 'coupons'),
    groups: await loadFile(tally, folder, 'groups'),
    groupOrders: await loadFile(tally, folder, 'group-orders'),
    campaigns: await loadFile(tally, folder, 'campaigns'),
    campaignCustomers: await loadFile(tally, folder, 'campaign-customers'),
  };
}
