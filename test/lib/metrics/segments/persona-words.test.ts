import { describe, expect, it } from 'vitest';
import { count, percent } from '../../../../lib/src/core/quantity.js';
import { meanClause, modeClause, sentences } from '../../../../lib/src/metrics/segments/persona-words.js';

const plainly = (text: string) => ({ en: text, zh: text });
const values = { own: plainly('9'), all: plainly('5'), unit: undefined };

describe('words of personas', () => {
  it('lower a capital within a sentence, but not those of an abbreviation', () => {
    const en = (name: string) => meanClause('', name, 'more', values).en;
    expect(['Income', 'AOV', 'RFM Score', 'points'].map(en)).toEqual([
      'high income (9 against 5)',
      'high AOV (9 against 5)',
      'high RFM Score (9 against 5)',
      'high points (9 against 5)',
    ]);
  });

  it('have the unit of a mean once in English, and both times in Chinese', () => {
    const unit = { en: 'days', zh: '天' };
    expect(meanClause('', { en: 'Wait', zh: '等待' }, 'more', { ...values, unit })).toEqual({
      en: 'high wait (9 days against 5)',
      zh: '等待偏高（9天，全体5天）',
    });
  });

  it('say mostly or often of a value', () => {
    const shares = { value: plainly('Tea'), own: plainly('60%'), all: plainly('30%') };
    expect(modeClause({ en: 'Product', zh: '商品' }, true, shares)).toEqual({
      en: 'product mostly Tea (60% against 30%)',
      zh: '商品多为Tea（60%，全体30%）',
    });
    expect(modeClause({ en: 'Product', zh: '商品' }, false, shares)).toEqual({
      en: 'product often Tea (60% against 30%)',
      zh: '商品偏Tea（60%，全体30%）',
    });
  });

  it('list one, two and three names', () => {
    const of = (means: readonly string[], modes: readonly string[]) =>
      sentences([count(2), percent(0.5)], [], { means, modes });
    const [en, zh] = [
      '2 users, 50.0% of all, set apart from all users by nothing.',
      '2人，占50.0%；与全体用户相比无明显差别。',
    ];
    expect(of(['A'], [])).toEqual({ en: `${en} No clear difference in A.`, zh: `${zh}A无明显差别。` });
    expect(of([], ['A', 'B'])).toEqual({
      en: `${en} No single A or B stands out.`,
      zh: `${zh}没有突出的A和B。`,
    });
    expect(of(['A', 'B', 'C'], ['D'])).toEqual({
      en: `${en} No clear difference in A, B or C; no single D stands out.`,
      zh: `${zh}A、B和C无明显差别，没有突出的D。`,
    });
    expect(of([], [])).toEqual({ en, zh });
  });

  it('speak of one user, and of several', () => {
    const en = (users: number) => sentences([count(users), percent(1)], [], { means: [], modes: [] }).en;
    expect(en(1)).toMatch(/^1 user, 100.0% of all/);
    expect(en(2)).toMatch(/^2 users, 100.0% of all/);
  });
});
