import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audit, open, sql, type Tally } from 'tally';
import { tableOf } from '../../table-of.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const labeled = async (
  label: audit.AuditLabel,
  pairs: readonly (readonly [number | null, number | null])[],
) => {
  const rows = pairs.map(([a, b], row) => [row, a, b] as const);
  const columns = { row: 'integer', a: 'double?', b: 'double?' } as const;
  const table = await tableOf(tally, 'pairs', columns, rows, {});
  const found = await tally.engine.all(sql`SELECT ${label.sql} AS label FROM ${table} ORDER BY "row"`, {
    label: 'text?',
  });
  return found.map((row) => row.label);
};

describe('labels at the edges of their cuts', () => {
  it('are of stability: at risk below the rate, pulse from the volatility on, none without either', async () => {
    const label = audit.stability({ volatility: 'a', perMonth: 'b' });
    const found = await labeled(label, [
      [0.5, 1],
      [0.4, 1],
      [0.4, 0.9],
      [null, 5],
      [0.6, null],
    ]);
    expect(found).toEqual(['pulse', 'steady', 'atRisk', null, null]);
  });

  it('are of seasons: balanced up to the share, of one purchase on', async () => {
    const label = audit.season(['a', 'b'], { balanced: 0.6 });
    const found = await labeled(label, [
      [3, 2],
      [2, 3],
      [7, 3],
      [1, 0],
      [0, 1],
      [0, 0],
      [null, 1],
    ]);
    expect(found).toEqual(['balanced', 'balanced', 'oneSeason', 'oneSeason', 'holiday', null, null]);
  });

  it('are of score and value: high from the cuts on, none without either', async () => {
    const label = audit.valueMatch({ score: 'a', value: 'b' }, { score: 60, value: 500 });
    const found = await labeled(label, [
      [60, 500],
      [60, 499],
      [59, 500],
      [59, 499],
      [null, 900],
      [90, null],
    ]);
    expect(found).toEqual(['realized', 'potential', 'underRecognized', 'low', null, null]);
  });
});

describe('labels', () => {
  it('have the names of their values, and their cuts in words', () => {
    const steady = audit.stability({ volatility: 'a', perMonth: 'b' }, { volatile: 0.6, rare: 2 });
    expect(steady).toMatchObject({
      label: { en: 'Stability of purchases' },
      values: {
        steady: { label: { en: 'Steady' } },
        pulse: { label: { en: 'Pulse' } },
        atRisk: { label: { en: 'At risk' } },
      },
      rule: {
        en: 'at risk: fewer than 2 a month; pulse: volatility of 0.60 or more; else steady',
        zh: '月均低于2次为流失风险；波动性不低于0.60为脉冲；其余为稳定',
      },
    });
    const season = audit.season(['a', 'b'], { holiday: 'a', balanced: 0.355 });
    expect(Object.keys(season.values ?? {})).toEqual(['balanced', 'holiday', 'oneSeason']);
    expect(Object.values(season.values ?? {}).every(({ label }) => typeof label === 'object')).toBe(true);
    expect(season.rule).toEqual({
      en: 'balanced: no period above 35.50%; holiday: most in a; else one season',
      zh: '各期占比均不超过35.50%为均衡；a最多为假日型；其余为特定季节型',
    });
    expect(audit.valueMatch({ score: 'a', value: 'b' }, { score: 60, value: 2.5 }).rule).toEqual({
      en: 'high from a score of 60 and a value of 2.50 on',
      zh: '得分不低于60、价值不低于2.50为高',
    });
  });

  it('are named by their column, or as one likes', () => {
    expect([audit.labelFrom('tier').label, audit.labelFrom('tier', 'Tier').label]).toEqual(['tier', 'Tier']);
    expect([audit.labelFrom(sql`1`).label, audit.labelFrom(sql`1`, 'One').label]).toEqual(['label', 'One']);
  });

  it('of a season need two periods, one of them the holiday', () => {
    expect(() => audit.season(['a'])).toThrow('at least two periods, and "a" to be one of them');
    expect(() => audit.season([])).toThrow('at least two periods');
    expect(() => audit.season(['a', 'b'], { holiday: 'c' })).toThrow('"c" to be one of them');
    expect(() => audit.season(['a', 'b'])).not.toThrow();
  });
});
