import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { column, open, type Tally } from 'tally';
import { Result } from '../../../lib/src/core/result.js';

let tally: Tally;
beforeAll(async () => {
  tally = await open({ locale: 'zh' });
});
afterAll(() => tally.close());

describe('the label of a column', () => {
  it('is a term, both languages, or plain text in one', () => {
    expect(column.text('users').label).toEqual({ en: 'Users', zh: '用户数' });
    expect(column.text({ en: 'Region', zh: '地区' }).label).toEqual({ en: 'Region', zh: '地区' });
    expect(column.text('Region').label).toBe('Region');
    expect(column.category('Plan', { a: { label: 'A' } }).label).toBe('Plan');
    for (const kind of ['count', 'decimal', 'percent', 'money', 'interval', 'date'] as const) {
      const made = kind === 'interval' ? column.interval('percent', 'Range') : column[kind]('Range');
      expect(made.label).toBe('Range');
    }
  });

  it('is translated with the notebook where it is plain text', () => {
    const schema = { region: column.text('Region'), n: column.count('users') };
    const result = new Result({
      session: tally,
      name: 'r',
      title: '',
      schema,
      rows: [{ region: 'a', n: 1 }],
    });
    expect(result.output().metadata).toEqual({ texts: ['Region'] });
  });
});
