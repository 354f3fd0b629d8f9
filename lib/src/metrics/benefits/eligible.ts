import { id, join, literal, sql, type Sql } from '../../engine/sql.js';
import * as column from '../../core/column.js';
import type { Label } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import type { NoInfer } from '../../core/no-infer.js';
import { Result } from '../../core/result.js';
import type { Category, Schema } from '../../core/schema.js';
import { columnOf, described, Table, type Bound } from '../../core/table.js';
import { term } from '../../core/term.js';
import { OptionsError } from '../../errors.js';
import { dayNumber } from '../../orders/day.js';
import { requireOptions } from '../orders/require-options.js';
import { exactMoney } from '../../orders/money.js';
import { dateSql } from '../orders/shop.js';
import type { Tiered } from '../tiers/assign.js';
import { tierCategories, type TierPlan } from '../tiers/plan.js';
import { benefitLabels, entriesOf, type BenefitCatalog, type Entry } from './catalog.js';

const STATES = {
  available: { label: term('available') },
  usedUp: { label: term('usedUp') },
  notYet: { label: term('notYet') },
  over: { label: term('over') },
} as const satisfies Readonly<Record<string, Category>>;

export interface EligibleOptions {
  /** The day, `YYYY-MM-DD`. */
  readonly on: string;
  /** What was used: customer, day, and the key of the benefit as the role `category`. */
  readonly used?: Bound<'user' | 'time' | 'category'>;
}

const COLUMNS = {
  benefit: 'text',
  benefit_cost: 'decimal',
  benefit_cap: 'integer',
  benefit_used: 'integer',
  benefit_left: 'integer',
  benefit_state: 'text',
} as const;

const summarySchema = <K extends string>(plan: TierPlan<K>, labels: Readonly<Record<string, Category>>) => ({
  tier: column.category('tier', tierCategories(plan)),
  benefit: column.category('benefit', labels),
  customers: column.count('customers'),
  available: column.count('available'),
  usedUp: column.count('usedUp'),
  outside: column.count('outsideDates'),
  used: column.count('usesSoFar'),
  left: column.count('usesLeft'),
  cost: column.money('costOfUsesLeft', { digits: 0 }),
});

/** Customers with each benefit of their tier, and whether they may use it. */
export type Eligible<T extends Table = Table, K extends string = string> = Table<
  T['columns'] & typeof COLUMNS,
  T['roles']
> & {
  readonly benefits: readonly Entry[];
  /** By tier and benefit: how many may use it, and what that would cost. */
  readonly summary: Result<ReturnType<typeof summarySchema<K>>>;
};

/**
 * Who may have what on a day: one row per customer and benefit of the customer's tier, with `benefit_used` = uses in the
 * last `days` days, the day itself included, `benefit_left` = cap - used, but at least 0, and `benefit_state`: available,
 * used up, not yet, or over. Customers in no tier, and those of tiers without benefits, have no row.
 *
 * Uses after the day, and of benefits that the customer's tier does not have, do not count; the note of `summary` says how
 * many.
 * @throws OptionsError for a catalog that does not fit the tiers or holds what cannot be, and a day that is none.
 * @example
 * const may = await benefits.eligible(await tiers.assign(shop.customers), catalog, { on: '2025-06-30', used });
 * await tally.query`SELECT customer_id FROM ${may} WHERE benefit = 'delivery' AND benefit_state = 'available'`;
 * may.summary.at({ tier: 'platinum', benefit: 'delivery' }).cost.en;
 */
export async function eligible<T extends Tiered<Table, K>, K extends string>(
  tiered: T & Tiered<Table, K>,
  catalog: BenefitCatalog<NoInfer<K>>,
  options: EligibleOptions,
): Promise<Eligible<T, K>> {
  requireOptions('eligible', options, ['on', 'used']);
  const { on, used } = options;
  const today = dayNumber(on, 'on');
  const { session, tiers: plan } = tiered;
  const entries = entriesOf(catalog, Object.keys(plan));
  const taken = Object.keys(COLUMNS).find((name) => Object.hasOwn(tiered.columns, name));
  if (taken !== undefined)
    throw new OptionsError(`${tiered.name} has a column "${taken}" already: rename it.`);
  const labels = benefitLabels(entries);
  const schema: Schema = {
    ...tiered.schema,
    benefit: column.category('benefit', labels),
    benefit_cost: { ...column.money('costOfUse'), kind: 'decimal' },
    benefit_cap: column.count('usesAllowed'),
    benefit_used: column.count('usesSoFar'),
    benefit_left: column.count('usesLeft'),
    benefit_state: column.category('benefitState', STATES),
  };
  const table = new Table({
    session,
    name: session.uniqueName(`${tiered.name}_benefits`),
    columns: { ...tiered.columns, ...COLUMNS },
    roles: tiered.roles,
    schema,
  });
  const user = id(columnOf(tiered, 'user'));
  const uses = usesOf(used);
  await session.engine.run(sql`CREATE TABLE ${table} AS
    WITH entries AS (${join(
      entries.map((entry) => entrySql(entry, today)),
      ' UNION ALL ',
    )}${entries.length === 0 ? NO_ENTRY : sql``}),
    uses AS (${uses}),
    counted AS (
      SELECT t.${user} AS who, e.benefit, count(*) AS n FROM ${tiered} t JOIN entries e ON e.tier = t.tier
        JOIN uses u ON u.who = CAST(t.${user} AS VARCHAR) AND u.benefit = e.benefit
          AND u."day" > ${dateSql(on)} - e.days AND u."day" <= ${dateSql(on)}
      GROUP BY 1, 2
    )
    SELECT t.*, e.benefit, e.cost AS benefit_cost, e.cap AS benefit_cap, coalesce(c.n, 0) AS benefit_used,
      greatest(e.cap - coalesce(c.n, 0), 0) AS benefit_left,
      CASE WHEN e.state <> 'available' THEN e.state WHEN coalesce(c.n, 0) >= e.cap THEN 'usedUp' ELSE 'available' END AS benefit_state
    FROM ${tiered} t JOIN entries e ON e.tier = t.tier
      LEFT JOIN counted c ON c.who = t.${user} AND c.benefit = e.benefit`);
  return Object.assign(table, {
    benefits: entries,
    summary: await summaryOf(tiered, table, { entries, labels, uses, on }),
  });
}

function entrySql({ tier, key, benefit }: Entry, today: number): Sql {
  const { cost, cap, days, from, until } = benefit;
  const early = from !== undefined && today < dayNumber(from, 'from');
  const late = until !== undefined && today > dayNumber(until, 'until');
  const state: keyof typeof STATES = early ? 'notYet' : late ? 'over' : 'available';
  return sql`SELECT ${literal(tier)} AS tier, ${literal(key)} AS benefit, ${exactMoney(literal(cost))} AS cost,
    CAST(${literal(cap)} AS BIGINT) AS cap, ${literal(days)} AS days, ${literal(state)} AS state`;
}

/** A catalog may have nothing for anybody. */
const NO_ENTRY = sql`SELECT '' AS tier, '' AS benefit, ${exactMoney(sql`1`)} AS cost, CAST(1 AS BIGINT) AS cap,
  1 AS days, '' AS state WHERE FALSE`;

function usesOf(used: EligibleOptions['used']): Sql {
  if (used === undefined) {
    return sql`SELECT '' AS who, '' AS benefit, CAST(NULL AS DATE) AS "day" WHERE FALSE`;
  }
  const [who, time, benefit] = (['user', 'time', 'category'] as const).map((role) => columnOf(used, role));
  if (described(used, time ?? '').kind.startsWith('integer')) {
    throw new OptionsError(`${used.name}.${time ?? ''} is a number: the day of a use must be a date.`);
  }
  return sql`SELECT CAST(${id(who ?? '')} AS VARCHAR) AS who, ${id(benefit ?? '')} AS benefit,
    CAST(${id(time ?? '')} AS DATE) AS "day" FROM ${used}`;
}

interface SummaryInput {
  readonly entries: readonly Entry[];
  readonly labels: Readonly<Record<string, Category>>;
  readonly uses: Sql;
  readonly on: string;
}

async function summaryOf<K extends string>(
  tiered: Tiered<Table, K>,
  table: Table,
  { entries, labels, uses, on }: SummaryInput,
): Promise<Eligible<Table, K>['summary']> {
  const { session } = tiered;
  const query = sql`SELECT tier, benefit, count(*) AS customers,
      count(CASE WHEN benefit_state = 'available' THEN 1 END) AS available,
      count(CASE WHEN benefit_state = 'usedUp' THEN 1 END) AS used_up,
      count(CASE WHEN benefit_state IN ('notYet', 'over') THEN 1 END) AS outside,
      CAST(sum(benefit_used) AS BIGINT) AS used,
      CAST(coalesce(sum(CASE WHEN benefit_state = 'available' THEN benefit_left END), 0) AS BIGINT) AS "left",
      CAST(coalesce(sum(CASE WHEN benefit_state = 'available' THEN benefit_left * benefit_cost END), 0) AS DOUBLE) AS cost
    FROM ${table} GROUP BY tier, benefit ORDER BY tier, benefit`;
  const found = await session.engine.all(query, {
    ...{ tier: 'text', benefit: 'text', customers: 'integer', available: 'integer', used_up: 'integer' },
    ...{ outside: 'integer', used: 'integer', left: 'integer', cost: 'double' },
  } as const);
  const rows = entries.map(({ tier, key }) => {
    const row = found.find((one) => one.tier === tier && one.benefit === key);
    return {
      ...{ tier, benefit: key, customers: row?.customers ?? 0, available: row?.available ?? 0 },
      ...{ usedUp: row?.used_up ?? 0, outside: row?.outside ?? 0, used: row?.used ?? 0 },
      ...{ left: row?.left ?? 0, cost: row?.cost ?? 0 },
    };
  });
  return new Result({
    session,
    name: 'benefits',
    title: { en: 'Benefits by tier', zh: '各层级权益' },
    schema: summarySchema(tiered.tiers, labels),
    rows: rows as Eligible<Table, K>['summary']['rows'],
    query,
    ...(await noteOf(tiered, table, uses, on)),
  });
}

async function noteOf(tiered: Tiered, table: Table, uses: Sql, on: string): Promise<{ note?: Label }> {
  const user = id(columnOf(tiered, 'user'));
  const { later, foreign } = await tiered.engine.one(
    sql`WITH uses AS (${uses})
      SELECT count(CASE WHEN "day" > ${dateSql(on)} THEN 1 END) AS later,
        count(CASE WHEN "day" <= ${dateSql(on)} AND NOT EXISTS (
          SELECT 1 FROM ${table} t WHERE CAST(t.${user} AS VARCHAR) = uses.who AND t.benefit = uses.benefit
        ) THEN 1 END) AS "foreign"
      FROM uses`,
    { later: 'integer', foreign: 'integer' },
  );
  if (later === 0 && foreign === 0) return {};
  const [after, other] = [count(later), count(foreign)];
  return {
    note: {
      en: `Not counted: uses after ${on}, ${after.en}; uses of benefits that the customer's tier does not have, ${other.en}.`,
      zh: `未计入：${on}之后的使用${after.zh}次，客户所在层级没有的权益${other.zh}次。`,
    },
  };
}
