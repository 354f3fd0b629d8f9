import { describe, expect, it } from 'vitest';
import { gradeOf, SCORE_RULES, scoreRulesOf } from '../../../../lib/src/metrics/audit/rules.js';

describe('grades', () => {
  it('are good or fair from their cuts on, and unknown without a number', () => {
    const grades = [0.95, 0.9, 0.89, 0.75, 0.74, null].map((value) => gradeOf(SCORE_RULES.stability, value));
    expect(grades).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'unknown']);
  });

  it('are good or fair up to their cuts where lower is better', () => {
    const grades = [0, 0.1, 0.11, 0.25, 0.26, null].map((value) => gradeOf(SCORE_RULES.drift, value));
    expect(grades).toEqual(['good', 'good', 'fair', 'fair', 'poor', 'unknown']);
  });
});

describe('rules of one’s own', () => {
  it('are the usual ones where nothing is given', () => {
    expect(scoreRulesOf({})).toEqual(SCORE_RULES);
    expect(scoreRulesOf({ drift: { good: 0.1 }, stability: {} })).toEqual(SCORE_RULES);
  });

  it('have the words of their cuts, and all else as it is', () => {
    const rules = scoreRulesOf({
      separation: { fair: 0.1 },
      stability: { good: 0.95 },
      drift: { good: 0.2 },
      homogeneity: { fair: 0.3 },
      actionability: { good: 0.9, fair: 0.6 },
    });
    expect(rules.separation).toEqual({
      ...SCORE_RULES.separation,
      fair: 0.1,
      rule: {
        en: 'good from 14.0%, fair from 10.0%; poor if its interval starts at 0',
        zh: '不低于14.0%为良好，不低于10.0%为一般；区间下限为0则为差',
      },
    });
    expect(rules.stability.rule).toEqual({
      en: 'good from 95.0%, fair from 75.0%',
      zh: '不低于95.0%为良好，不低于75.0%为一般',
    });
    expect(rules.drift.rule).toEqual({
      en: 'good up to 0.20, fair up to 0.25',
      zh: '不高于0.20为良好，不高于0.25为一般',
    });
    expect(rules.homogeneity.rule.en).toBe('good up to 5.0%, fair up to 30.0%');
    expect(rules.actionability.rule).toEqual({
      en: 'good from 90.0%, fair from 60.0%; q < 0.05',
      zh: '不低于90.0%为良好，不低于60.0%为一般；q < 0.05',
    });
  });

  it('keep words that are given', () => {
    const rule = { en: 'good in our market from 95%', zh: '本市场不低于95%为良好' };
    expect(scoreRulesOf({ stability: { good: 0.95, rule } }).stability.rule).toBe(rule);
  });

  it('may have equal cuts, but none that is easier to reach as the good one', () => {
    expect(scoreRulesOf({ drift: { fair: 0.1 } }).drift.fair).toBe(0.1);
    expect(scoreRulesOf({ stability: { fair: 0.9 } }).stability.fair).toBe(0.9);
    expect(() => scoreRulesOf({ drift: { fair: 0.05 } })).toThrow('good (0.1) must be at most fair (0.05)');
    expect(() => scoreRulesOf({ stability: { fair: 0.95 } })).toThrow(
      'good (0.9) must be at least fair (0.95)',
    );
  });

  it('have numbers, and are of a criterion that there is', () => {
    expect(() => scoreRulesOf({ drift: { fair: Infinity } })).toThrow('not 0.1 and Infinity');
    expect(() => scoreRulesOf({ drift: { good: NaN } })).toThrow('not NaN and 0.25');
    const given = (name: string) => () => scoreRulesOf(Object.fromEntries([[name, {}]]));
    expect(given('drft')).toThrow('scoreRules has no criterion "drft": did you mean drift?');
    expect(given('size')).toThrow('use separation, homogeneity, stability, drift, actionability.');
  });
});
