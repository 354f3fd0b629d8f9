import type { Session } from '../../core/session.js';
import { ownColumns, type Table } from '../../core/table.js';
import { id, join, raw, sql } from '../../engine/sql.js';
import { MetricError } from '../../errors.js';
import type { LoadedFile } from '../../load/loaded.js';
import { proposeFor } from '../../mapping/propose.js';
import { isNumber, planOf, type SegmentationOptions } from '../../metrics/audit/options.js';
import { relationsOf } from '../../metrics/audit/relations.js';
import { requireAuditable } from '../../metrics/audit/working.js';
import { columnGiven, type Given } from './given.js';
import type { Audited } from './report.js';

/** What to audit in a table: what was given, and what is usual for the rest. */
export async function auditedColumns(session: Session, table: LoadedFile, given: Given): Promise<Columns> {
  const segment = columnGiven(table, given.segment);
  const outcome = columnGiven(table, given.outcome);
  const user = await userOf(session, table, given, [segment, outcome]);
  const { periods, halves } = given;
  const named = {
    ...{ segment, outcome, periods },
    ...(user !== null && { customer: user }),
    ...(halves !== undefined && { halves }),
  };
  await requireAuditable(planOf(table, { ...named, threshold: 1 }));
  const threshold = given.threshold ?? (await usualThreshold(table, segment, outcome));
  const features = given.features ?? (await usualFeatures(table, named));
  return { segment, outcome, threshold, user, features, periods, halves: halves ?? null };
}

type Columns = Omit<Audited, 'file'>;

async function userOf(
  session: Session,
  table: LoadedFile,
  { user }: Given,
  taken: readonly string[],
): Promise<string | null> {
  if (user !== undefined) return user === null ? null : columnGiven(table, user);
  const { map } = await proposeFor(session, table, 'customers', {});
  const found = map['user'];
  return typeof found === 'string' && !taken.includes(found) ? found : null;
}

/** Features that are taken where none are named, at most, and values of one in words. */
const [MOST_FEATURES, MOST_LEVELS] = [20, 12];

type Named = Pick<SegmentationOptions, 'segment' | 'outcome' | 'customer' | 'periods' | 'halves'>;

/**
 * Features where none are named: numbers and columns of few words, without constants, copies, ids, and columns that are
 * the outcome's own: a copy or straight line of it, or cut from it.
 */
export async function usualFeatures(table: Table, named: Named): Promise<readonly string[]> {
  const { segment, outcome, customer, periods = [], halves } = named;
  const relations = await relationsOf(planOf(table, { ...named, threshold: 1 }));
  const idle = relations.rows.filter(
    ({ relation, concerns }) => ['constant', 'copy'].includes(relation) || concerns === 'outcome',
  );
  const without = new Set([
    ...[segment, outcome, customer, halves, ...periods],
    ...idle.flatMap(({ column, other, relation }) =>
      relation === 'cuts' || column !== outcome ? [column] : [other],
    ),
  ]);
  const names = ownColumns(table).filter((name) => !without.has(name));
  if (names.length === 0) return [];
  const counts = names.map((name, index) => sql`count(DISTINCT ${id(name)}) AS ${raw(`c${index}`)}`);
  const shape = Object.fromEntries(names.map((_, index) => [`c${index}`, 'integer' as const]));
  const found = await table.engine.one(sql`SELECT ${join(counts)} FROM ${table}`, shape);
  const rows = await table.count();
  const usable = names.filter((name, index) => {
    const values = found[`c${index}`] ?? 0;
    if (!isNumber(table, name)) return isWords(table, name) && values > 1 && values <= MOST_LEVELS;
    // Whole numbers that are all different name rows.
    return values > 1 && !(table.columns[name]?.startsWith('integer') === true && values === rows);
  });
  return usable.slice(0, MOST_FEATURES);
}

const isWords = (table: Table, name: string) => /^(text|boolean)/.test(table.columns[name] ?? '');

/**
 * Two standard deviations within segments, to two digits.
 *
 * @throws MetricError where the outcome does not vary within any segment.
 */
export async function usualThreshold(table: Table, segment: string, outcome: string): Promise<number> {
  const y = sql`CAST(${id(outcome)} AS DOUBLE)`;
  const { variance } = await table.engine.one(
    sql`SELECT sum(squares) / nullif(sum(n - 1), 0) AS variance FROM (
      SELECT count(*) AS n, var_pop(${y}) * count(*) AS squares FROM ${table}
      WHERE ${id(segment)} IS NOT NULL AND ${id(outcome)} IS NOT NULL GROUP BY ${id(segment)}) s`,
    { variance: 'double?' },
  );
  if (variance !== null && variance > 0) return Number((2 * Math.sqrt(variance)).toPrecision(2));
  throw new MetricError(
    `${table.name}.${outcome} is the same in every row of a segment: there are no anomalies to look for, and the segments ` +
      'follow from it. Audit another outcome, or say --threshold.',
  );
}
