import * as column from '../../core/column.js';
import { both } from '../../core/heading.js';
import { list } from '../../core/quantity.js';
import { Result } from '../../core/result.js';
import type { Categories, Column } from '../../core/schema.js';
import type { Table } from '../../core/table.js';
import { term } from '../../core/term.js';
import type { CrossTab } from '../portrait/cross-cells.js';
import type { Regions } from '../regions/regions.js';
import { entryOf } from '../../core/entry-of.js';

export interface LeversOptions {
  /** Segments worth winning back if a region has more of their users than expected by chance. */
  readonly winBack?: readonly string[];
  /** Cells with q below this count as beyond chance. Default: 0.05. */
  readonly alpha?: number;
}

const LEVERS = {
  largerOrders: { label: term('largerOrders') },
  moreOrders: { label: term('moreOrders') },
  winBack: { label: term('winBack') },
  keep: { label: term('keep') },
} as const;

const { optional } = column;
const ratio = (label: 'perUserRatio' | 'ordersRatio' | 'perOrderRatio') =>
  optional(column.percent(label, { digits: 0 }));

const leverSchema = (region: Column<'text'>, beyond: Categories) => ({
  region,
  perUser: ratio('perUserRatio'),
  orders: ratio('ordersRatio'),
  perOrder: ratio('perOrderRatio'),
  segments: column.category('overrepresented', beyond),
  lever: optional(column.category('lever', LEVERS)),
});

export type Levers = Result<ReturnType<typeof leverSchema>>;

/** The measures of a region that decide its lever; null if undefined. */
interface Money {
  readonly region: string;
  readonly perUser: number | null;
  readonly ordersPerUser: number | null;
  readonly revenuePerOrder: number | null;
}

/**
 * What to work on in each region, by rule, in the order of the regions. If revenue per user is below that of all users,
 * the lever is the factor that lags further: orders per user or revenue per order (`moreOrders` on a tie). Otherwise it
 * is winning back the `winBack` segments that are overrepresented there (residual > 0, q < alpha), or, if there are
 * none, keeping the region's users. Ratios are value / value of all users; if undefined, they are null and there is no
 * lever.
 *
 * @param tab regions by segments, as `crossTab` counts them.
 * @example
 * const tab = await portrait.crossTab(scored, 'location', 'segment');
 * levers(await regions(users), tab, { winBack: ['dormant'] }).at({ region: 'Rural' }).lever.en; // 'Larger orders'
 */
export function levers<T extends Table>(
  areas: Regions<T>,
  tab: CrossTab,
  { winBack = [], alpha = 0.05 }: LeversOptions = {},
): Levers {
  const [all] = areas.all.rows as unknown as readonly Money[];
  const decided = (areas.rows as unknown as readonly Money[]).map((row) => {
    const found = beyondChance(tab, row.region, alpha);
    const ratios = {
      perUser: over(row.perUser, all?.perUser),
      orders: over(row.ordersPerUser, all?.ordersPerUser),
      perOrder: over(row.revenuePerOrder, all?.revenuePerOrder),
    };
    const gone = found.some((segment) => winBack.includes(segment));
    const lever = leverOf(ratios, gone);
    return { found, row: { region: row.region, ...ratios, segments: found.join(), lever } };
  });
  const { region } = areas.schema as unknown as { readonly region: Column<'text'> };
  return new Result({
    session: areas.session,
    name: 'levers',
    title: { en: 'What to work on in each region', zh: '各地区的运营抓手' },
    schema: leverSchema(
      region,
      segmentLists(
        tab,
        decided.map(({ found }) => found),
      ),
    ),
    rows: decided.map(({ row }) => row),
    chart: { mark: 'bar', x: 'perUser', y: 'region' },
  });
}

function beyondChance(tab: CrossTab, region: string, alpha: number): readonly string[] {
  const isBeyond = ({ residual, q }: (typeof tab.rows)[number]) =>
    residual !== null && residual > 0 && q !== null && q < alpha;
  return tab.rows.filter((cell) => cell.row === region && isBeyond(cell)).map((cell) => cell.column);
}

/** Each list of segments that occurs, as a category labeled with their names. */
function segmentLists(tab: CrossTab, lists: readonly (readonly string[])[]): Categories {
  const { values } = tab.column('column');
  return Object.fromEntries(
    lists.map((keys) => {
      const { en, zh } = list(keys.map((key) => both(entryOf(values, key)?.label ?? key)));
      return [keys.join(), { label: keys.length === 0 ? term('none') : { en, zh } }];
    }),
  );
}

type Ratios = Readonly<Record<'perUser' | 'orders' | 'perOrder', number | null>>;

function leverOf({ perUser, orders, perOrder }: Ratios, gone: boolean): keyof typeof LEVERS | null {
  if (perUser === null || orders === null || perOrder === null) return null;
  if (perUser < 1) return perOrder < orders ? 'largerOrders' : 'moreOrders';
  return gone ? 'winBack' : 'keep';
}

const over = (part: number | null, whole: number | null | undefined) =>
  part === null || whole === null || whole === undefined || whole === 0 ? null : part / whole;
