import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, auditSegmentation, open, sql, type Schema, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const COLUMNS = {
  who: 'text',
  segment: 'text',
  outcome: 'double',
  half: 'text',
  q1: 'integer',
  q2: 'integer',
  score: 'integer',
  revenue: 'double',
  word: 'text',
} as const;

/** Anomalies are the first and the last row of s. */
const ROWS = [
  ['a', 's', 0.1, '1', 8, 2, 90, 900, 'x'],
  ['b', 's', 0.5, '1', 3, 3, 70, 600, 'y'],
  ['b', 's', 0.5, '2', 5, 1, 40, 700, 'x'],
  ['c', 's', 0.9, '2', 0, 10, 20, 100, 'y'],
  ['d', 't', 0.5, '1', 2, 2, 50, 300, 'x'],
  ['d', 't', 0.51, '2', 4, 4, 60, 500, 'y'],
  ['e', 't', 0.49, '2', 0, 1, 10, 200, 'x'],
] as const;

const audited = async () =>
  auditSegmentation(await tableOf(tally, 'seasons', COLUMNS, ROWS, {}), {
    ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, customer: 'who', permutations: 19 },
    ...{ periods: ['q1', 'q2'], match: { score: 'score', value: 'revenue' }, halves: 'half' },
    labels: { word: audit.labelFrom('word'), season: audit.season(['q1', 'q2']) },
    identities: [{ column: 'revenue', equals: sql`score * 10`, formula: 'score * 10', tolerance: 0.5 }],
  });

describe('an audit', () => {
  it('has titles in both languages, and charts', async () => {
    const found = await audited();
    const parts = [
      ...[found, found.composition, found.relations, found.segments, found.anomalies, found.methods],
      ...[found.control, found.periods, found.periods?.bySegment, found.match, found.quadrants],
      ...[found.labels, found.drift, found.drift?.summary],
    ];
    expect(parts.map((part) => [part?.name, part?.title, part?.chart])).toEqual([
      [
        'audit-scorecard',
        { en: 'Scorecard of the segmentation', zh: '分层评分卡' },
        { mark: 'bar', x: 'value', y: 'criterion' },
      ],
      ['audit-composition', { en: 'Rows and customers', zh: '行数与客户数' }, null],
      ['audit-relations', { en: 'Columns that say nothing of their own', zh: '没有独立信息的列' }, null],
      [
        'audit-segments',
        { en: 'Outcome of each segment and the rest', zh: '各分层与其余分层的结果对比' },
        { mark: 'range', x: 'difference', y: 'segment', reference: { x: 0 } },
      ],
      [
        'audit-anomalies',
        { en: 'Anomalies by segment', zh: '各分层的异常行' },
        { mark: 'bar', x: ['anomalies', 'expected'], y: 'segment' },
      ],
      [
        'audit-methods',
        { en: 'Anomalies by four rules', zh: '四种规则下的异常行' },
        { mark: 'bar', x: ['rows', 'expected'], y: 'method' },
      ],
      [
        'audit-control',
        { en: 'Anomalies against the others', zh: '异常行与其他行的对比' },
        { mark: 'range', x: 'effect', y: 'property', color: 'control', reference: { x: 0 } },
      ],
      [
        'audit-periods',
        { en: 'Periods of the year, anomalies and others', zh: '异常行与其他行的季节分布' },
        { mark: 'bar', x: 'period', y: ['anomalousShare', 'othersShare', 'baseShare'] },
      ],
      [
        'audit-periods-by-segment',
        { en: 'Periods of the year of anomalies by segment', zh: '各分层异常行的季节分布' },
        { mark: 'heatmap', x: 'period', y: 'segment', value: 'anomalousShare' },
      ],
      [
        'audit-match',
        { en: 'Agreement of score and revenue', zh: 'score与revenue的一致性' },
        { mark: 'range', x: 'spearman', y: 'group' },
      ],
      [
        'audit-quadrants',
        { en: 'Score and value: four quadrants', zh: '得分与价值的四个象限' },
        { mark: 'bar', x: ['share', 'othersShare'], y: 'quadrant' },
      ],
      [
        'audit-labels',
        { en: 'Whether the proposed labels help', zh: '建议的标签是否有用' },
        { mark: 'bar', x: ['before', 'after', 'shuffled'], y: 'proposed' },
      ],
      [
        'audit-drift',
        { en: 'Segments in two halves', zh: '各分层在两部分中的对比' },
        { mark: 'bar', x: ['shareFirst', 'shareSecond'], y: 'segment' },
      ],
      ['audit-drift-summary', { en: 'Drift of the segments', zh: '分层漂移概要' }, null],
    ]);
  });

  it('writes each number in its format', async () => {
    const found = await audited();
    const separation = found.at({ criterion: 'separation' });
    expect([separation.value.en, separation.criterion.en]).toEqual(['0.0%', 'Separation']);
    expect(found.at({ criterion: 'drift' }).value.en).toMatch(/^\d\.\d{3}$/);
    expect(found.at({ criterion: 'actionability' })).toMatchObject({
      value: { en: 'n/a' },
      grade: { en: 'Cannot be told' },
      advice: { en: 'Collect more customers per segment.' },
    });
    expect(found.periods?.at({ period: 'q1' })).toMatchObject({
      ...{ anomalous: { en: '8' }, anomalousShare: { en: '40.0%' }, othersShare: { en: '56.0%' } },
      ...{ baseShare: { en: '48.9%' }, difference: { en: expect.stringMatching(/^−16\.0/) as string } },
    });
    expect(found.anomalies.at({ segment: 's' })).toMatchObject({
      share: { en: '50.0%' },
      mean: { en: '0.50' },
    });
    expect(found.anomalies.at({ segment: 's' }).expected.en).toMatch(/^\d\.\d$/);
    expect(found.methods.at({ method: 'fixed' }).expected.en).toMatch(/^\d\.\d$/);
    expect(found.quadrants?.at({ quadrant: 'realized' })).toMatchObject({
      ...{ quadrant: { en: 'Realized' }, share: { en: '50.0%' } },
    });
    expect(found.relations.at({ column: 'revenue' })).toMatchObject({
      ...{ relation: { raw: 'formula' }, other: { en: 'score * 10' }, rows: { raw: 6 } },
    });
    const labels = (schema: Schema = {}) =>
      Object.values(schema).map(({ label }) => (typeof label === 'string' ? label : label.en));
    expect(labels(found.drift?.schema)).toEqual([
      'segment',
      ...['Rows: 1', 'Rows: 2', 'Share: 1', 'Share: 2', 'PSI', 'Mean: 1', 'Mean: 2', 'p', 'q (FDR)'],
    ]);
    expect(labels(found.drift?.summary.schema)).toEqual([
      ...['PSI', 'Customers in both', 'Share moved', 'Variance explained: 1', 'Variance explained: 2'],
    ]);
  });

  it('says by which rules labels were made, and how they were tested', async () => {
    const { labels } = await audited();
    expect(labels.note).toEqual({
      en:
        'Season: balanced: no period above 40%; holiday: most in q2; else one season. ' +
        'Cross-validated in 5 parts of the customers; 19 shuffles, of at most 5,000 customers.',
      zh:
        '季节性偏好：各期占比均不超过40%为均衡；q2最多为假日型；其余为特定季节型。' +
        '按客户分5折交叉验证；打乱19次，至多抽取5,000名客户。',
    });
    expect(labels.rows.map(({ proposed, helps }) => [proposed, helps])).toEqual([
      ['word', false],
      ['season', false],
      ['all', false],
    ]);
  });
});
