import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auditSegmentation, open, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = { segment: 'text', outcome: 'double', score: 'integer?', word: 'text?' } as const;
type Line = readonly [segment: string, outcome: number, score: number | null, word: string | null];

const audited = async (rows: readonly Line[], features: readonly ('score' | 'word')[] = []) =>
  auditSegmentation(await tableOf(tally, 'rows', COLUMNS, rows, {}), {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, permutations: 19, features },
  });

describe('properties of anomalies', () => {
  /** The first two are anomalies. */
  const ROWS: readonly Line[] = [
    ['s', 0.1, 5, 'x'],
    ['s', 0.9, 5, 'x'],
    ['s', 0.5, 2, 'y'],
    ['s', 0.5, 2, 'x'],
    ['t', 0.5, 2, 'y'],
    ['t', 0.51, 2, 'y'],
  ];

  it('have no effect size where nothing varies within anomalies and others', async () => {
    const { control } = await audited(ROWS, ['score']);
    const row = control.at({ property: 'score', control: 'others' });
    expect([row.difference.raw, row.effect.raw, row.effectInterval.raw]).toEqual([3, null, null]);
    expect([row.superiority.raw, row.anomalous.raw, row.others.raw]).toEqual([1, 2, 4]);
    expect(row.p.raw).not.toBeNull();
    expect(control.at({ property: 'score', control: 'segment' }).superiority.raw).toBeNull();
  });

  it('are shares where they are words, whose ranks say no more', async () => {
    const { control } = await audited(ROWS, ['word']);
    const row = control.at({ property: 'word=x', control: 'others' });
    // 1 of both, 1 of 4: half of 3/4 above one half.
    expect([row.anomalousMean.raw, row.othersMean.raw, row.superiority.raw]).toEqual([1, 0.25, 0.875]);
    expect([row.rankP.raw === row.p.raw, row.p.raw === null]).toEqual([true, false]);
    expect(control.at({ property: 'word=x', control: 'segment' }).superiority.raw).toBeNull();
    expect([row.anomalousMean.en, row.othersMean.en, row.difference.en]).toEqual([
      '100.0%',
      '25.0%',
      '75.0%',
    ]);
    expect([row.superiority.en, row.property.zh, row.control.en]).toEqual([
      ...['87.5%', 'word：x', 'All other rows'],
    ]);
    const { schema } = control;
    const hidden = Object.entries(schema).filter(([, column]) => 'hidden' in column);
    expect(hidden.map(([name]) => name)).toEqual([
      ...['anomalous', 'others', 'difference', 'differenceInterval', 'superiority'],
    ]);
    expect(schema.difference.of).toEqual({ interval: 'differenceInterval', measure: 'property' });
    expect([schema.differenceInterval.of, schema.effect.of]).toEqual([
      { measure: 'property' },
      { interval: 'effectInterval' },
    ]);
  });

  it('are not compared where one side has none', async () => {
    const { control } = await audited(
      ROWS.map(([segment, outcome], row): Line => [
        segment,
        outcome,
        row < 2 ? null : row,
        row < 2 ? null : 'x',
      ]),
      ['score', 'word'],
    );
    const none = { anomalousMean: null, othersMean: null, difference: null, differenceInterval: null };
    const untold = { effect: null, effectInterval: null, superiority: null, p: null, q: null, rankP: null };
    expect(control.rows).toMatchObject(Array.from({ length: 4 }, () => ({ ...none, ...untold })));
  });
});

describe('the scorecard', () => {
  const many = (segment: string, rows: number, outcome: number) =>
    Array.from({ length: rows }, (_, row): Line => [segment, outcome + 0.01 * (row % 2), 1, 'x']);

  it('counts customers of segments of thirty or more that differ', async () => {
    const found = await audited([...many('s', 30, 0.1), ...many('t', 31, 0.9), ...many('u', 29, 0.7)]);
    expect(found.at({ criterion: 'actionability' }).value.raw).toBe(61 / 90);
    expect(found.at({ criterion: 'actionability' }).grade.raw).toBe('fair');
    expect(found.at({ criterion: 'separation' }).grade.raw).toBe('good');
    const alike = await audited([...many('s', 40, 0.1), ...many('t', 40, 0.1), ...many('u', 40, 0.1)]);
    expect(alike.at({ criterion: 'actionability' })).toMatchObject({
      value: { raw: 0 },
      grade: { raw: 'poor' },
    });
  });

  it('cannot tell actionability where no segment has thirty customers', async () => {
    const found = await audited([...many('s', 1, 0.1), ...many('t', 1, 0.5), ...many('u', 18, 0.7)]);
    expect(found.at({ criterion: 'actionability' })).toMatchObject({
      ...{ value: { raw: null }, grade: { raw: 'unknown' } },
      advice: { en: 'Collect more customers per segment.' },
    });
  });

  it('does not call separation good that may be none', async () => {
    // Squares of 0.16 between and 0.16 within: (0.16 - 0.08) / (0.32 + 0.08).
    const found = await audited([
      ['s', 0.1, 1, 'x'],
      ['s', 0.5, 1, 'x'],
      ['t', 0.5, 1, 'x'],
      ['t', 0.9, 1, 'x'],
    ]);
    const row = found.at({ criterion: 'separation' });
    expect(row.value.raw).toBeCloseTo(0.2, 12);
    expect([row.grade.raw, row.advice.en]).toEqual([
      'poor',
      'Do not predict the outcome from the segment; segment by what drives the outcome.',
    ]);
    expect([row.grade.en, row.measure.zh, row.rule.zh]).toEqual([
      ...['Poor', '分层间方差占结果总方差的比例'],
      '不低于14%为良好，不低于6%为一般（科恩的大、中效应）；区间下限为0则为差',
    ]);
  });

  it('cannot tell separation from segments of one row', async () => {
    const found = await audited([
      ['s', 0.1, 1, 'x'],
      ['t', 0.5, 1, 'x'],
      ['t', 0.8, 1, 'x'],
    ]);
    const row = found.at({ criterion: 'separation' });
    expect([row.value.raw, row.grade.raw, row.advice.en]).toEqual([
      ...[null, 'unknown', 'Collect more rows per segment.'],
    ]);
  });

  it('finds segments that vary as much as all rows', async () => {
    // Variances are 2 of s, 0 of t and 6 / 3 of all.
    const found = await audited([
      ['s', 0, 1, 'x'],
      ['s', 2, 1, 'x'],
      ['t', 3, 1, 'x'],
      ['t', 3, 1, 'x'],
    ]);
    const row = found.at({ criterion: 'homogeneity' });
    expect([row.value.raw, row.grade.raw, row.value.en]).toEqual([0.5, 'poor', '50.0%']);
    expect(found.rows.map(({ criterion, grade }) => [criterion, grade])).toEqual([
      ['separation', expect.any(String)],
      ['homogeneity', 'poor'],
      ['stability', 'unknown'],
      ['drift', 'unknown'],
      ['actionability', 'unknown'],
    ]);
  });
});
