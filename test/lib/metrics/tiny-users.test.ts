import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  advice,
  MetricError,
  open,
  OptionsError,
  portrait,
  products,
  regions,
  Result,
  rfm,
  segments,
  segmentSizes,
  type Tally,
} from 'tally';
import { tableOf } from '../table-of.js';

const COLUMNS = {
  id: 'text',
  days: 'integer?',
  orders: 'integer?',
  spent: 'decimal?',
  value: 'double?',
  place: 'text?',
  kind: 'text?',
  age: 'integer?',
} as const;
const ROLES = {
  user: 'id',
  recency: 'days',
  frequency: 'orders',
  monetary: 'spent',
  orderValue: 'value',
  region: 'place',
  category: 'kind',
  age: 'age',
} as const;

type Cells = readonly (string | number | null)[];
const person = (n: number): Cells => [
  `u${n}`,
  n,
  n + 1,
  100 * n + 10,
  20.5 + n,
  n % 2 ? 'A' : 'B',
  'x',
  20 + n,
];
const people = (n: number) => Array.from({ length: n }, (_, index) => person(index));
const without = (at: number) => people(4).map((row) => row.with(at, null));

const TABLES: Readonly<Record<string, readonly Cells[]>> = {
  nobody: [],
  'one user': people(1),
  'two users': people(2),
  'four users': people(4),
  'forty equal users': people(40).map(([id]) => [id ?? null, ...person(3).slice(1)]),
  'users who spent nothing': people(4).map((row) => row.with(2, 0).with(3, 0)),
  ...Object.fromEntries(
    Object.keys(COLUMNS)
      .slice(1)
      .map((name, index) => [`users without ${name}`, without(index + 1)]),
  ),
};

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

const tableFor = (name: string) => tableOf(tally, 'few', COLUMNS, TABLES[name] ?? [], ROLES);
type Few = Awaited<ReturnType<typeof tableFor>>;

const METRICS: Readonly<Record<string, (few: Few) => Promise<unknown>>> = {
  summarize: (few) => portrait.summarize(few, ['age', 'spent', 'value']),
  summarizeBy: (few) => portrait.summarizeBy(few, 'age', 'place'),
  groupCounts: (few) => portrait.groupCounts(few, 'place'),
  groupMeans: (few) => portrait.groupMeans(few, 'spent', 'place'),
  compareGroups: (few) => portrait.compareGroups(few, 'spent', 'place'),
  comparePairs: (few) =>
    portrait.comparePairs(few, [
      ['spent', 'place'],
      ['age', 'kind'],
    ]),
  crossTab: (few) => portrait.crossTab(few, 'place', 'kind'),
  associations: (few) => portrait.associations(few, 'place', ['kind', 'age']),
  orderValue: (few) => portrait.orderValue(few),
  inequality: (few) => portrait.inequality(few, 'spent'),
  lorenz: (few) => portrait.lorenz(few, 'spent'),
  regions: (few) => regions(few),
  rfm: async (few) => segmentSizes(await rfm(few)),
  scores: async (few) => segments.scores(await rfm(few)),
  profiles: async (few) => segments.profiles(await rfm(few)),
  personas: async (few) => segments.personas(await segments.profiles(await rfm(few))),
  compareTies: (few) => segments.compareTies(few),
  tieSensitivity: (few) => segments.tieSensitivity(few, { orders: 5 }),
  products: async (few) => products.bySegment(await rfm(few)),
  byRegion: async (few) => segments.byRegion(await rfm(few)),
  budget: async (few) => advice.splitBudget(await segments.byRegion(await rfm(few)), { budget: 100 }),
  priorities: async (few) => advice.priorities(await segments.byRegion(await rfm(few))),
};

/** A result and those that hang on it. */
function resultsOf(value: unknown): Result[] {
  if (!(value instanceof Result)) return [];
  const hanging = Object.values(value as unknown as object).filter((one) => one instanceof Result);
  return [value, ...(hanging as Result[])];
}

describe.each(Object.keys(METRICS))('%s', (metric) => {
  it.each(Object.keys(TABLES))('of %s has values or nulls, or says what it needs', async (name) => {
    const outcome = await METRICS[metric]?.(await tableFor(name)).catch((error: unknown) => error);
    if (outcome instanceof Error) {
      expect(outcome instanceof MetricError || outcome instanceof OptionsError ? null : outcome).toBeNull();
      return;
    }
    const results = resultsOf(outcome);
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) {
      const bad = result.rows
        .flatMap((row) => Object.values(row).flatMap((cell) => ends(cell)))
        .filter((cell) => typeof cell === 'number' && !Number.isFinite(cell));
      expect(bad).toEqual([]);
      expect(String(result.output().data['text/plain'])).not.toMatch(/NaN|undefined|Infinity|∞/);
    }
  });
});

const ends = (cell: unknown): unknown[] =>
  typeof cell === 'object' && cell !== null ? Object.values(cell) : [cell];
