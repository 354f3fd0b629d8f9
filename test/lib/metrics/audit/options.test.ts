import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { open, Table, type Tally } from 'tally';
import { isNumber, planOf, type SegmentationOptions } from '../../../../lib/src/metrics/audit/options.js';
import { SCORE_RULES } from '../../../../lib/src/metrics/audit/rules.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ threads: 1 });
});
afterAll(() => tally.close());

const columns = {
  ...({ who: 'text', tier: 'text', kept: 'double', word: 'text', half: 'text?', left: 'boolean?' } as const),
  ...({ q1: 'integer?', q2: 'decimal', score: 'double', revenue: 'double' } as const),
};
const people = (roles: object = { user: 'who', segment: 'tier' }) =>
  new Table({ session: tally, name: 'people', columns, roles });
const plan = (own: Partial<SegmentationOptions> = {}, roles?: object) =>
  planOf(people(roles), { outcome: 'kept', threshold: 0.1, ...own });

describe('the plan of an audit', () => {
  it('has defaults and the roles of the table', () => {
    const { table, ...found } = plan();
    expect(table.name).toBe('people');
    expect(found).toEqual({
      ...{ segment: 'tier', outcome: 'kept', threshold: 0.1, customer: 'who' },
      ...{ features: [], periods: [], match: null, labels: {}, identities: [], halves: null },
      ...{ rules: { z: 2, mad: 3.5, quantile: 0.05 }, folds: 5, permutations: 199, scoreRules: SCORE_RULES },
    });
    expect(plan({ segment: 'word' }, {}).customer).toBeNull();
    expect(() => plan({}, {})).toThrow('no column for the role segment');
  });

  it('has what is given', () => {
    const own = {
      ...{ features: ['q1', 'word'], periods: ['q1', 'q2'], halves: 'half', folds: 2, permutations: 19 },
      ...{ match: { score: 'score', value: 'revenue' }, rules: { mad: 5, quantile: 0.99 } },
    };
    expect(plan(own)).toMatchObject({ ...own, rules: { z: 2, mad: 5, quantile: 0.99 } });
    expect(plan({ scoreRules: { drift: { good: 0.2 } } }).scoreRules.drift.good).toBe(0.2);
  });

  it.each<[Partial<SegmentationOptions>, string]>([
    [{ outcome: 'word' }, 'people.word is text; the audit needs a number there.'],
    [{ outcome: 'left' }, 'left is true or false; the audit needs a number there: 1 for yes and 0 for no.'],
    [{ periods: ['q1', 'word'] }, 'people.word is text'],
    [{ match: { score: 'word', value: 'revenue' } }, 'people.word is text'],
    [{ match: { score: 'score', value: 'word' } }, 'people.word is text'],
    [{ outcome: 'keep' }, 'no column "keep"'],
    [{ features: ['q7'] }, 'no column "q7"'],
    [{ customer: 'whom' }, 'no column "whom"'],
    [{ halves: 'halfs' }, 'no column "halfs"'],
    [{ segment: 'teir' }, 'no column "teir"'],
    [{ threshold: Infinity }, 'threshold must be a number above 0, not Infinity.'],
    [{ rules: { quantile: 1 } }, 'rules.quantile must be a share below 1, not 1.'],
    [{ rules: { mad: 0 } }, 'rules.mad must be a number above 0, not 0.'],
    [{ periods: ['q1'] }, 'periods needs at least two columns'],
    [{ folds: 1 }, 'folds must be a whole number of at least 2, not 1.'],
    [{ folds: 2.5 }, 'folds must be a whole number of at least 2, not 2.5.'],
    [{ permutations: 18 }, 'permutations must be a whole number of at least 19, not 18.'],
  ])('is refused for %j', (own, message) => {
    expect(() => plan(own)).toThrow(message);
  });

  it('takes whole and decimal numbers, missing or not', () => {
    const numbers = Object.keys(columns).filter((name) => isNumber(people(), name));
    expect(numbers).toEqual(['kept', 'q1', 'q2', 'score', 'revenue']);
  });
});
