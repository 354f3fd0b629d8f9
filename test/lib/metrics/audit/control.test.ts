import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, chart, open, sql, stats, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';
import { customersOf, drawnRows, type CustomerRow } from './customers.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 2 });
});
afterAll(() => tally.close());

const OPTIONS = { outcome: 'outcome', threshold: 0.15, permutations: 39 } as const;

function moments(values: readonly number[]) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return { n, mean, squares: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) };
}

/** Which rows are anomalies, the slow way. */
function anomalous(rows: readonly CustomerRow[]): boolean[] {
  return rows.map(([, segment, y]) => {
    const own = rows.filter((row) => row[1] === segment).map((row) => row[2] ?? NaN);
    return Math.abs((y ?? NaN) - moments(own).mean) > 0.15;
  });
}

describe('anomalies against a control', () => {
  const rows = drawnRows(21);

  it('are compared by Welch’s test, or by Student’s where it is the more careful one', async () => {
    const found = await auditSegmentation(await customersOf(tally, rows), { ...OPTIONS, features: ['a'] });
    const flags = anomalous(rows);
    const side = (which: boolean) =>
      moments(rows.flatMap((row, index) => (flags[index] === which ? [row[3] ?? NaN] : [])));
    const [one, other] = [side(true), side(false)];
    const row = found.control.at({ property: 'a', control: 'others' });
    expect([row.anomalous.raw, row.others.raw]).toEqual([one.n, other.n]);
    expect(row.anomalousMean.raw).toBeCloseTo(one.mean, 10);
    expect(row.othersMean.raw).toBeCloseTo(other.mean, 10);
    const welch = stats.differenceOfMeans(one, other)?.p ?? NaN;
    expect(row.p.raw).toBeGreaterThanOrEqual(welch - 1e-9);
    expect(row.p.raw).toBeLessThan(welch + 0.05);
    const sd = Math.sqrt((one.squares + other.squares) / (one.n + other.n - 2));
    expect(row.effect.raw).toBeCloseTo((one.mean - other.mean) / sd, 9);
  });

  it('with the rows of a customer clustered: every row four times is no new evidence', async () => {
    const four = rows.flatMap((row) => [row, row, row, row]);
    const p = async (table: readonly CustomerRow[], customer: boolean) => {
      const options = {
        ...OPTIONS,
        features: ['a'],
        ...(customer && ({ customer: 'customer' } as const)),
      } as const;
      const found = await auditSegmentation(await customersOf(tally, table), options);
      return found.control.at({ property: 'a', control: 'others' }).p.raw ?? NaN;
    };
    const once = await p(rows, true);
    expect(await p(four, true)).toBeCloseTo(once, 1);
    expect(await p(four, false)).toBeLessThan(once);
  });

  it('within segments: a property of the segments that have anomalies is none of anomalies', async () => {
    const confounded = rows.map(([c, s, y, a, b, w]): CustomerRow => [
      ...([c, s, y] as const),
      (a ?? 0) + (s === 's2' || s === 's3' ? 3 : 0),
      ...([b, w] as const),
    ]);
    const table = await customersOf(tally, confounded);
    const { control } = await auditSegmentation(table, { ...OPTIONS, features: ['a'] });
    expect(control.at({ property: 'a', control: 'others' }).q.raw).toBeLessThan(0.001);
    expect(control.at({ property: 'a', control: 'segment' }).q.raw).toBeGreaterThan(0.05);
  });

  it('finds what was put in', async () => {
    const planted = await customersOf(tally, drawnRows(22, { effect: 1.5 }));
    const { control } = await auditSegmentation(planted, { ...OPTIONS, features: ['a', 'b', 'word'] });
    const found = control.where(({ q }) => q !== null && q < 0.05);
    expect(found.where({ property: 'a' }).length).toBe(2);
    expect(found.where({ control: 'segment' }).rows.map(({ property }) => property)).toEqual(['a']);
    expect(control.at({ property: 'a', control: 'others' }).superiority.raw).toBeGreaterThan(0.7);
  });

  it('has each value of a word as a share', async () => {
    const { control } = await auditSegmentation(await customersOf(tally, rows), {
      ...OPTIONS,
      features: ['word'],
    });
    const flags = anomalous(rows);
    const own = rows.filter((_, index) => flags[index]);
    const row = control.at({ property: 'word=u', control: 'others' });
    expect(row.anomalousMean.raw).toBeCloseTo(
      own.filter(([, , , , , w]) => w === 'u').length / own.length,
      10,
    );
    expect([row.property.en, row.property.zh]).toEqual(['word: u', 'word：u']);
    expect(row.anomalousMean.en).toMatch(/%$/);
  });
});

describe('seasons, scores and labels', () => {
  const columns = {
    segment: 'text',
    outcome: 'double',
    q1: 'integer',
    q2: 'integer',
    score: 'integer',
    revenue: 'double',
  } as const;
  // Segment s: anomalies are the first and the last; t: none.
  const rows = [
    ['s', 0.1, 8, 2, 90, 900],
    ['s', 0.5, 3, 3, 70, 600],
    ['s', 0.5, 5, 1, 40, 700],
    ['s', 0.9, 0, 10, 20, 100],
    ['t', 0.5, 2, 2, 50, 300],
    ['t', 0.51, 4, 4, 60, 500],
    ['t', 0.49, 0, 0, 10, 200],
  ] as const;
  const audited = async () =>
    auditSegmentation(await tableOf(tally, 'seasons', columns, rows, {}), {
      segment: 'segment',
      outcome: 'outcome',
      threshold: 0.15,
      periods: ['q1', 'q2'],
      match: { score: 'score', value: 'revenue', cuts: { score: 50, value: 500 } },
      permutations: 19,
    });

  it('has the share of each period among anomalies, others and all', async () => {
    const { periods } = await audited();
    // Anomalies: 8 and 12 of 20; others: 14 and 10 of 24.
    expect(periods?.rows).toMatchObject([
      { period: 'q1', anomalous: 8, anomalousShare: 0.4, othersShare: 14 / 24, baseShare: 22 / 44 },
      { period: 'q2', anomalous: 12, anomalousShare: 0.6, othersShare: 10 / 24, baseShare: 22 / 44 },
    ]);
    expect(periods?.bySegment.at({ segment: 't', period: 'q1' }).anomalousShare.raw).toBeNull();
    if (periods !== null) expect(chart(periods).alt).toContain('Share among anomalies');
  });

  it('names all four quadrants, and how score and value agree', async () => {
    const { quadrants, match } = await audited();
    expect(quadrants?.rows.map(({ quadrant, rows: n, anomalies }) => [quadrant, n, anomalies])).toEqual([
      ['realized', 3, 1],
      ['potential', 1, 0],
      ['underRecognized', 1, 0],
      ['low', 2, 1],
    ]);
    // Ranks of score: 7 6 3 2 4 5 1; of revenue: 7 5 6 1 3 4 2: squared differences sum to 14.
    expect(match?.at({ group: 'all' }).spearman.raw).toBeCloseTo(1 - (6 * 14) / (7 * 48), 10);
  });

  it('labels seasons, stability and value by stated cuts', async () => {
    const table = await tableOf(tally, 'labeled', columns, rows, {});
    const season = audit.season(['q1', 'q2'], { balanced: 0.6 });
    const found = await tally.engine.all(
      sql`SELECT ${season.sql} AS season, ${audit.stability({ volatility: 'outcome', perMonth: 'q1' }, { volatile: 0.5, rare: 1 }).sql} AS stable FROM ${table}`,
      { season: 'text?', stable: 'text' },
    );
    expect(found.map((row) => row.season)).toEqual([
      ...['oneSeason', 'balanced', 'oneSeason', 'holiday', 'balanced', 'balanced', null],
    ]);
    expect(found.map((row) => row.stable)).toEqual([
      ...['steady', 'pulse', 'pulse', 'atRisk', 'pulse', 'pulse', 'atRisk'],
    ]);
  });
});

describe('labels and drift', () => {
  const rows = drawnRows(31);

  it('finds labels that help, that do not, and that restate the outcome', async () => {
    const found = await auditSegmentation(await customersOf(tally, rows), {
      ...OPTIONS,
      customer: 'customer',
      permutations: 99,
      labels: {
        word: audit.labelFrom('word'),
        noisy: audit.labelFrom(sql`CASE WHEN outcome + 0.2 * a > 0.55 THEN 'high' ELSE 'low' END`),
        cut: audit.labelFrom(sql`CASE WHEN outcome > 0.55 THEN 'high' ELSE 'low' END`),
        far: audit.labelFrom(sql`CASE WHEN abs(outcome - 0.5) > 0.2 THEN 'far' ELSE 'near' END`),
      },
    });
    const of = (proposed: string) => found.labels.at({ proposed });
    expect([of('word').helps.raw, of('noisy').helps.raw, of('cut').helps.raw]).toEqual([false, true, false]);
    expect([of('word').restates.raw, of('noisy').restates.raw]).toEqual([false, false]);
    expect([of('cut').restates.raw, of('far').restates.raw]).toEqual([true, true]);
    expect(of('word').after.raw).toBeGreaterThan(of('word').before.raw ?? 1);
    expect(of('all').levels.raw).toBe(6);
  });

  it('tells halves that differ from halves that do not', async () => {
    const half = (changed: boolean) => async (before: boolean) =>
      customersOf(
        tally,
        rows
          .filter((_, index) => (index % 2 === 0) === before)
          .map(([c, s, ...rest]): CustomerRow => [c, changed && !before && s === 's1' ? 's0' : s, ...rest]),
      );
    const drift = async (changed: boolean) =>
      audit.segmentDrift(await half(changed)(true), await half(changed)(false), {
        outcome: 'outcome',
        customer: 'customer',
      });
    const [same, moved] = [await drift(false), await drift(true)];
    expect(same.summary.at().psi.raw).toBeLessThan(0.1);
    expect(moved.summary.at().psi.raw).toBeGreaterThan(0.25);
    expect(moved.at({ segment: 's1' })).toMatchObject({ second: { raw: 0 }, meanSecond: { raw: null } });
  });

  it('counts customers that have moved', async () => {
    const at = (segment: string): CustomerRow[] => [
      ['a', 's0', 0.4, 1, 1, 'u'],
      ['b', segment, 0.5, 1, 1, 'u'],
      ['c', 's1', 0.6, 1, 1, 'u'],
    ];
    const drift = await audit.segmentDrift(
      await customersOf(tally, at('s0')),
      await customersOf(tally, at('s1')),
      {
        outcome: 'outcome',
        customer: 'customer',
      },
    );
    expect(drift.summary.rows).toMatchObject([{ customers: 3, moved: 1 / 3 }]);
  });

  it('gives the scorecard, in both languages, with every figure', async () => {
    const table = await customersOf(tally, rows);
    const found = await auditSegmentation(table, { ...OPTIONS, customer: 'customer', features: ['a'] });
    expect(found.rows.map(({ criterion }) => criterion)).toEqual([
      ...['separation', 'homogeneity', 'stability', 'drift', 'actionability'],
    ]);
    expect(found.at({ criterion: 'homogeneity' })).toMatchObject({ grade: { en: 'Poor', zh: '差' } });
    expect(found.at({ criterion: 'drift' }).advice.zh).toContain('请指定');
    for (const one of [found, found.segments, found.anomalies, found.methods, found.control, found.labels])
      expect(chart(one as never).alt.length).toBeGreaterThan(20);
  });

  it('grades by rules of one’s own, and says them', async () => {
    const table = await customersOf(tally, rows);
    const scoreRules = {
      homogeneity: { good: 0.5, fair: 1 },
      drift: { advice: { unknown: { en: 'Wait.', zh: '等待。' } } },
    };
    const usual = await auditSegmentation(table, { ...OPTIONS, customer: 'customer' });
    const found = await auditSegmentation(table, {
      ...{ ...OPTIONS, customer: 'customer' },
      scoreRules: {
        homogeneity: scoreRules.homogeneity,
        separation: { good: 0.9, fair: 0.5 },
        drift: { advice: { ...audit.SCORE_RULES.drift.advice, ...scoreRules.drift.advice } },
      },
    });
    expect(usual.at({ criterion: 'homogeneity' }).grade.raw).toBe('poor');
    expect(found.at({ criterion: 'homogeneity' }).grade.raw).toBe('fair');
    expect(found.at({ criterion: 'homogeneity' }).value.raw).toBe(
      usual.at({ criterion: 'homogeneity' }).value.raw,
    );
    expect(found.at({ criterion: 'homogeneity' }).rule).toMatchObject({
      en: 'good up to 50.0%, fair up to 100.0%',
      zh: '不高于50.0%为良好，不高于100.0%为一般',
    });
    expect(found.at({ criterion: 'separation' }).rule.en).toBe(
      'good from 90.0%, fair from 50.0%; poor if its interval starts at 0',
    );
    expect(found.at({ criterion: 'drift' }).advice.en).toBe('Wait.');
    expect(found.at({ criterion: 'actionability' }).rule.en).toBe(
      usual.at({ criterion: 'actionability' }).rule.en,
    );
  });
});
