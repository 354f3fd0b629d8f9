import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, Table, type Tally } from 'tally';
import type { Schema } from '../../../../lib/src/core/schema.js';
import { term } from '../../../../lib/src/core/term.js';
import { anomaliesOf } from '../../../../lib/src/metrics/audit/anomalies.js';
import { compositionOf } from '../../../../lib/src/metrics/audit/composition.js';
import { controlOf } from '../../../../lib/src/metrics/audit/control.js';
import { planOf, type SegmentationOptions } from '../../../../lib/src/metrics/audit/options.js';
import { periodsOf } from '../../../../lib/src/metrics/audit/periods.js';
import { propertiesOf } from '../../../../lib/src/metrics/audit/properties.js';
import { scorecardOf } from '../../../../lib/src/metrics/audit/scorecard.js';
import { segmentOutcomes } from '../../../../lib/src/metrics/audit/segments.js';
import { requireAuditable, workingOf } from '../../../../lib/src/metrics/audit/working.js';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  ...({ who: 'text?', segment: 'text?', outcome: 'double?' } as const),
  ...({ q1: 'integer', q2: 'integer', score: 'double?' } as const),
} as const;
type Line = readonly [
  ...[who: string | null, segment: string | null, outcome: number | null],
  ...[q1: number, q2: number, score: number | null],
];

async function planWith(rows: readonly Line[], own: Partial<SegmentationOptions> = {}, schema: Schema = {}) {
  const plain = await tableOf(tally, 'rows', COLUMNS, rows, {});
  const table = new Table({
    ...{ session: tally, name: plain.name, columns: COLUMNS, roles: {} },
    schema: { ...plain.schema, ...schema },
  });
  return planOf(table, {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, customer: 'who', ...own },
  });
}
const workingWith = async (...given: Parameters<typeof planWith>) => workingOf(await planWith(...given));

const spring = { en: 'Spring', zh: '春' };
const NAMED: Schema = {
  q1: { kind: 'integer', label: spring },
  outcome: { kind: 'double?', label: 'Kept', format: 'percent' },
  score: { kind: 'double?', label: 'Score', format: 'count', digits: 1, unit: term('days') },
};

/** Of s, whose mean is 0.5, the first two are anomalies; b and e have two rows. */
const ROWS: readonly Line[] = [
  ['a', 's', 0.1, 3, 1, 1],
  ['b', 's', 0.9, 0, 1, 3],
  ['b', 's', 0.5, 2, 2, 5],
  ['e', 't', 0.5, 1, 0, 9],
  ['e', 't', 0.51, 0, 3, 7],
];
const PERIODS = { periods: ['q1', 'q2'] };

const written = (schema: Schema, name: string) => {
  const { format, digits, of, hidden = false } = schema[name] ?? {};
  return { format, digits, of, hidden };
};
const PLAIN = { digits: undefined, of: undefined, hidden: false };

describe('periods', () => {
  it('have the names of their columns, in order, and an interval', async () => {
    const found = await periodsOf(await workingWith(ROWS, PERIODS, NAMED));
    const values = { q1: { label: spring }, q2: { label: 'q2' } };
    expect([found.schema.period.values, found.bySegment.schema.period.values]).toEqual([values, values]);
    const of = { interval: 'differenceInterval' };
    expect(written(found.schema, 'difference')).toEqual({ ...PLAIN, format: 'points', of });
    expect(Object.keys(found.bySegment.schema)).toEqual([
      ...['segment', 'period', 'anomalous', 'anomalousShare', 'othersShare', 'baseShare'],
    ]);
  });

  const none = { difference: null, differenceInterval: null, p: null, q: null };

  it('are not compared where anomalies have no purchases', async () => {
    const found = await periodsOf(
      await workingWith(
        [
          ['a', 's', 0.1, 0, 0, 1],
          ['b', 's', 0.9, 0, 0, 1],
          ['c', 's', 0.5, 1, 0, 1],
          ['d', 't', 0.5, 0, 2, 1],
          ['e', 't', 0.51, 1, 1, 1],
        ],
        PERIODS,
      ),
    );
    expect(found.rows).toEqual([
      { period: 'q1', anomalous: 0, anomalousShare: null, othersShare: 2 / 5, baseShare: 2 / 5, ...none },
      { period: 'q2', anomalous: 0, anomalousShare: null, othersShare: 3 / 5, baseShare: 3 / 5, ...none },
    ]);
  });

  it('are not compared where the others have none', async () => {
    const found = await periodsOf(
      await workingWith(
        [
          ['a', 's', 0.1, 1, 0, 1],
          ['b', 's', 0.9, 1, 2, 1],
          ['c', 't', 0.5, 0, 0, 1],
          ['d', 't', 0.51, 0, 0, 1],
        ],
        PERIODS,
      ),
    );
    expect(found.rows).toEqual([
      { period: 'q1', anomalous: 2, anomalousShare: 1 / 2, othersShare: null, baseShare: 1 / 2, ...none },
      { period: 'q2', anomalous: 2, anomalousShare: 1 / 2, othersShare: null, baseShare: 1 / 2, ...none },
    ]);
    expect(found.bySegment.at({ segment: 't', period: 'q1' }).baseShare.raw).toBeNull();
  });
});

describe('properties', () => {
  it('are written as their columns are, counts with decimals', async () => {
    const found = await propertiesOf(await planWith(ROWS, { features: ['score', 'q1'] }, NAMED));
    expect(found.map((one) => [one.key, one.label, one.written])).toEqual([
      ['score', 'Score', { format: 'decimal', digits: 1, unit: term('days') }],
      ['q1', spring, { format: 'decimal' }],
    ]);
  });

  it('have no effect size where two customers are all there is on both sides', async () => {
    const control = controlOf(
      await workingWith(
        [
          ['a', 's', 0.1, 1, 1, 1],
          ['b', 's', 0.9, 1, 1, 3],
          ['a', 's', 0.5, 1, 1, 5],
          ['b', 's', 0.5, 1, 1, 9],
          ['c', 't', 0.5, 1, 1, null],
        ],
        { features: ['score'] },
      ),
    );
    expect(control.rows.find((row) => row.control === 'others')).toMatchObject({
      ...{ anomalous: 2, others: 2, anomalousMean: 2, othersMean: 7 },
      ...{ difference: null, effect: null, effectInterval: null, superiority: null, p: null },
    });
  });
});

describe('anomalies and segments', () => {
  it('have the formats of the outcome, bases and intervals', async () => {
    const working = await workingWith(ROWS, {}, NAMED);
    const anomalies = await anomaliesOf(working);
    const { schema } = anomalies;
    expect(written(schema, 'share')).toEqual({ ...PLAIN, format: 'percent', of: { base: 'rows' } });
    expect(written(schema, 'expected')).toEqual({ ...PLAIN, format: 'decimal', digits: 1 });
    expect(Object.keys(schema).filter((name) => written(schema, name).hidden)).toEqual(['beyondQuantile']);
    const segments = segmentOutcomes(working, anomalies).schema;
    expect(Object.entries<Schema[string]>(segments).map(([name, { format }]) => [name, format])).toEqual([
      ...[['segment', undefined], ...['rows', 'customers'].map((name) => [name, 'count'])],
      ...['mean', 'sd', 'rest', 'difference', 'differenceInterval'].map((name) => [name, 'percent']),
      ...['p', 'q'].map((name) => [name, 'p']),
    ]);
    expect(segments.difference.of).toEqual({ interval: 'differenceInterval' });
  });

  it('have half of the share of the quantile beyond each side of the band', async () => {
    // Of 0 to 40, 1 is at 0.025 and 39 at 0.975.
    const rows = Array.from({ length: 41 }, (_, at): Line => [`c${at}`, 's', at, 1, 1, 1]);
    const working = await workingWith([...rows, ['d', 't', 7, 1, 1, 1]], { threshold: 100 });
    expect((await anomaliesOf(working)).at({ segment: 's' }).beyondQuantile.raw).toBe(2);
  });
});

describe('the scorecard', () => {
  const scored = async (rows: readonly Line[]) => {
    const working = await workingWith(rows);
    const anomalies = await anomaliesOf(working);
    const segments = segmentOutcomes(working, anomalies);
    return scorecardOf(working, {
      ...{ anomalies, segments, composition: await compositionOf(working), drift: null },
    });
  };

  it('leaves segments of one row out of separation, and calls that alone poor which may be none', async () => {
    // Squares of s and t: 0.16 between and 0.16 within, which makes (0.16 - 0.08) / (0.32 + 0.08).
    const found = await scored([
      ['a', 's', 0.1, 1, 1, 1],
      ['a', 's', 0.5, 1, 1, 1],
      ['b', 't', 0.5, 1, 1, 1],
      ['b', 't', 0.9, 1, 1, 1],
      ['c', 'u', 0.7, 1, 1, 1],
    ]);
    expect(found.rows.map(({ criterion, value, grade }) => [criterion, value, grade])).toEqual([
      ['separation', expect.closeTo(0.2, 12), 'poor'],
      ['homogeneity', 0, 'good'],
      ['stability', 1, 'good'],
      ['drift', null, 'unknown'],
      // No segment has the thirty customers that its rule asks for.
      ['actionability', null, 'unknown'],
    ]);
  });

  it('has names of criteria and grades in both languages', async () => {
    const { criterion, grade } = (await scored(ROWS)).schema;
    const share = { written: { format: 'percent' } };
    expect(criterion.values).toEqual({
      separation: { label: { en: 'Separation', zh: '区分度' }, ...share },
      homogeneity: { label: { en: 'Homogeneity', zh: '同质性' }, ...share },
      stability: { label: { en: 'Stability of segments', zh: '分层稳定性' }, ...share },
      drift: { label: { en: 'Drift', zh: '漂移' }, written: { format: 'decimal', digits: 3 } },
      actionability: { label: { en: 'Actionability', zh: '可操作性' }, ...share },
    });
    expect(grade.values).toEqual({
      good: { label: { en: 'Good', zh: '良好' } },
      fair: { label: { en: 'Fair', zh: '一般' } },
      poor: { label: { en: 'Poor', zh: '差' } },
      unknown: { label: { en: 'Cannot be told', zh: '无法判断' } },
    });
  });
});

describe('what can be audited', () => {
  const missing = async (outcomes: readonly (readonly [string | null, number | null])[], schema?: Schema) =>
    requireAuditable(
      await planWith(
        outcomes.map(([segment, outcome], row): Line => [`c${row}`, segment, outcome, 1, 1, 1]),
        {},
        schema,
      ),
    );
  const TWO = [
    ['s', 0],
    ['t', 1],
  ] as const;

  it('has two segments and outcomes; rows without them are counted', async () => {
    expect(await missing(TWO)).toBe(0);
    expect(await missing([...TWO, [null, 0.5], ['s', null], [null, null]])).toBe(3);
    await expect(
      missing([
        ['s', null],
        [null, 1],
      ]),
    ).rejects.toThrow('outcome has no value in any row');
    await expect(
      missing([
        ['s', 1],
        ['s', 2],
        ['t', null],
      ]),
    ).rejects.toThrow('has one segment only');
    await expect(
      missing([
        ['s', 2],
        ['t', 2],
        [null, 3],
      ]),
    ).rejects.toThrow('outcome is 2 in every row');
  });

  it('is a percentage from 0 to 1, or any other number', async () => {
    expect(await missing([...TWO, [null, 90]], NAMED)).toBe(1);
    const outside = [...TWO, ['s', 1.5], ['t', -0.25], [null, 90]] as const;
    expect(await missing(outside)).toBe(1);
    await expect(missing(outside, NAMED)).rejects.toThrow(
      'is a percentage, but 2 of its values are outside 0 to 1, from -0.25 to 1.5: divide them by 100',
    );
  });
});

it('audits leave nothing behind', async () => {
  // In a session of its own: what a run that failed has left is not meant.
  const session = await open({ threads: 1 });
  const columns = { segment: 'text', outcome: 'double' } as const;
  const rows = [
    ['s', 0.1],
    ['s', 0.5],
    ['t', 0.7],
  ] as const;
  const table = await tableOf(session, 'rows', columns, rows, {});
  const options = { segment: 'segment', outcome: 'outcome' } as const;
  await auditSegmentation(table, { ...options, threshold: 0.15, permutations: 19 });
  await audit.segmentDrift(table, table, options);
  const { rows: left } = await session.query`SELECT table_name FROM duckdb_tables()
    WHERE starts_with(table_name, 'audit_')`;
  expect(left).toEqual([]);
  session.close();
});
