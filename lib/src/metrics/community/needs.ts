import { id, sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Text } from '../../core/label.js';
import { Result } from '../../core/result.js';
import type { Category, Column } from '../../core/schema.js';
import { described, type Table } from '../../core/table.js';
import { entryOf } from '../../core/entry-of.js';
import { both } from '../../core/heading.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { differenceOfShares } from '../../stats/difference.js';
import { fisherExact } from '../../stats/fisher-exact.js';
import { benjaminiYekutieli } from '../../stats/multiple.js';
import { wilson } from '../../stats/proportion.js';
import { shrunkShares } from '../../stats/shrunk-shares.js';
import type { ColumnOf } from '../portrait/columns.js';
import { groupOrder } from '../groups-of.js';
import { total } from '../ratio.js';
import { worded, wordKey } from '../worded.js';
import { communityColumn, communityOrder } from './communities.js';

const VERDICTS = {
  more: { label: term('moreThanElsewhere') },
  fewer: { label: term('fewerThanElsewhere') },
  notShown: { label: term('noDifferenceShown') },
} as const satisfies Readonly<Record<string, Category>>;

export interface NeedOptions<C extends string = string> {
  /** Columns with what customers are: their tier, stage, household. */
  readonly labels: readonly C[];
  /** The column with the community of a customer. Default: `community`. */
  readonly community?: C;
  /** By column and value, what to do where there are more of these customers than elsewhere. */
  readonly activities?: Readonly<Record<string, Readonly<Record<string, Text>>>>;
}

const { interval, optional } = column;

const needSchema = (
  community: Column,
  labels: Readonly<Record<string, Category>>,
  values: readonly Text[],
  activities: readonly Text[],
) => ({
  community: { ...community, kind: 'text' as const },
  label: column.category('customerLabel', labels),
  value: worded('labelValue', values),
  customers: column.count('customers'),
  size: column.count('customersOfCommunity', { hidden: true }),
  share: column.percent('shareOfCommunity', { base: 'size', interval: 'shareInterval' }),
  shareInterval: optional(interval()),
  shrunk: optional(column.percent('shareShrunk')),
  elsewhere: optional(column.percent('shareElsewhere')),
  difference: optional(column.points('difference', { interval: 'differenceInterval' })),
  differenceInterval: optional(interval('points', 'interval95', { hidden: true })),
  p: optional(column.pValue()),
  q: optional(column.pValue('correctedP')),
  verdict: column.category('againstElsewhere', VERDICTS),
  activity: optional(worded('activity', activities)),
});

/** Of what customers each community has more than others. */
export type Needs = Result<ReturnType<typeof needSchema>>;

/**
 * Of what customers a community has more or fewer than all other communities together, by each value of each label, and
 * what to do about it: activities by the needs of a community instead of by its size.
 *
 * share = customers with the value / customers of the community whose label is known, with its Wilson interval; difference =
 * share - that elsewhere, with Newcombe's interval; p is Fisher's exact test, which holds for communities of any size; q is
 * corrected over all communities and values (Benjamini-Yekutieli, since they share totals). A verdict needs q < 0.05.
 * `shrunk` is the share drawn towards that of all as far as chance would spread them (`stats.shrunkShares`).
 * @throws OptionsError for columns that are missing or no text, no labels, and activities of values that do not occur in
 *   any column that is compared.
 * Source: Fisher (1935), The Design of Experiments; Newcombe (1998), Statistics in Medicine 17.
 * @example
 * const found = await community.needs(tiered, { labels: ['tier', 'household'], activities: { household: { elderly: 'Morning market' } } });
 * found.where({ verdict: 'more' });
 */
export async function needs<T extends Table>(
  customers: T,
  options: NeedOptions<ColumnOf<T>>,
): Promise<Needs> {
  const { session } = customers;
  const { labels, activities = {} } = options;
  if (labels.length === 0) throw new OptionsError('Name at least one label to compare communities by.');
  const name = communityColumn(customers, options.community);
  for (const label of labels) {
    const { kind } = described(customers, label);
    if (!/^(?:text|boolean)/.test(kind))
      throw new OptionsError(`${customers.name}.${label} is ${kind}: a label is text or yes/no.`);
  }
  const stray = Object.keys(activities).find((label) => !labels.some((one) => one === label));
  if (stray !== undefined)
    throw new OptionsError(`There are activities for "${stray}", which is not compared: add it to labels.`);
  const cells = [];
  for (const label of labels) cells.push(...(await cellsOf(customers, name, label, activities[label] ?? {})));
  const qs = benjaminiYekutieli(cells.map(({ p }) => p));
  const categories = Object.fromEntries(
    labels.map((label) => [label, { label: described(customers, label).label }]),
  );
  const order = communityOrder(
    customers,
    name,
    cells.map(({ community }) => community),
  );
  const judged = cells.map(({ activity, text, ...cell }, at) => {
    const q = qs[at] ?? 1;
    const verdict: keyof typeof VERDICTS =
      q >= 0.05 || cell.difference === null ? 'notShown' : cell.difference > 0 ? 'more' : 'fewer';
    const advised = verdict === 'more' && activity !== undefined ? wordKey(activity) : null;
    return { ...cell, value: wordKey(text), q, verdict, activity: advised };
  });
  return new Result({
    session,
    name: 'community-needs',
    title: { en: 'What communities have more of', zh: '各社区的突出人群' },
    schema: needSchema(
      described(customers, name),
      categories,
      cells.map(({ text }) => text),
      cells.flatMap(({ activity }) => activity ?? []),
    ),
    rows: judged.toSorted((a, b) => order.indexOf(a.community) - order.indexOf(b.community)),
    chart: { mark: 'heatmap', x: 'value', y: 'community', value: 'shrunk' },
  });
}

async function cellsOf(
  customers: Table,
  name: string,
  label: string,
  activities: Readonly<Record<string, Text>>,
) {
  const { engine } = customers;
  const found = await engine.all(
    sql`SELECT CAST(${id(name)} AS VARCHAR) AS community, CAST(${id(label)} AS VARCHAR) AS value, count(*) AS customers
      FROM ${customers} WHERE ${id(name)} IS NOT NULL AND ${id(label)} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    { community: 'text', value: 'text', customers: 'integer' },
  );
  const communities = communityOrder(
    customers,
    name,
    found.map(({ community }) => community),
  );
  const occurring = found.map(({ value }) => value);
  const values = groupOrder(customers, label, occurring).filter((value) => occurring.includes(value));
  const counted = (community: string, value?: string) =>
    total(
      found
        .filter((row) => row.community === community && (value ?? row.value) === row.value)
        .map((row) => row.customers),
    );
  const sized = communities.map((community) => ({ community, n: counted(community) }));
  const size = total(sized.map(({ n }) => n));
  return values.flatMap((value) => {
    const parts = sized.map(({ community, n }) => ({ community, k: counted(community, value), n }));
    const all = total(parts.map(({ k }) => k));
    const shrunk = shrunkShares(parts);
    return parts.map(({ community, ...part }, at) => {
      const others = { k: all - part.k, n: size - part.n };
      const off = differenceOfShares(part, others);
      return {
        ...{ community, label, text: textOf(customers, label, value), activity: entryOf(activities, value) },
        ...{ customers: part.k, size: part.n, share: part.k / part.n, shareInterval: wilson(part.k, part.n) },
        shrunk: shrunk?.shares[at] ?? null,
        elsewhere: others.n === 0 ? null : others.k / others.n,
        difference: off?.difference ?? null,
        differenceInterval: off?.interval ?? null,
        p: fisherExact({ ...part, all, size }),
      };
    });
  });
}

/** The name of a value, as its column has it. */
function textOf(customers: Table, label: string, value: string): Text {
  const named = entryOf(described(customers, label).values ?? {}, value);
  return named === undefined ? value : both(named.label);
}
