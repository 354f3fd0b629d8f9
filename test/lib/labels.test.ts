import { describe, expect, it } from 'vitest';
import { columnLabel, countColumns, labelled, labelOf, say, usersContract } from 'tally';

describe('labels of a user table', () => {
  it('name what is known in both languages and leave the rest as it is', () => {
    expect(labelOf('Rural')).toEqual({ en: 'Rural', zh: '农村' });
    expect(labelOf('Mars')).toBe('Mars');
    expect(labelled([{ group: 'Male', users: 3 }])).toEqual([
      { group: 'Male', users: 3, label: { en: 'Male', zh: '男' } },
    ]);
  });

  it('name every column of the contract, each differently', () => {
    const columns = Object.keys(usersContract.columns);
    for (const locale of ['en', 'zh'] as const) {
      const names = columns.map((column) => say(columnLabel(column), locale));
      expect(new Set(names).size).toBe(columns.length);
      expect(names.filter((name) => name.includes('_'))).toEqual([]);
    }
    expect(columnLabel('total_spending')).toEqual({ en: 'Total spending (yuan)', zh: '总消费（元）' });
    expect(columnLabel('moons')).toBe('moons');
  });

  it('head the columns of a distribution', () => {
    const columns = countColumns({ en: 'Region', zh: '地区' });
    const row = { label: 'Mars', users: 1200, share: 0.12 };
    expect(columns.map(({ label }) => say(label, 'zh'))).toEqual(['地区', '用户数', '占比']);
    expect(columns.map(({ value }) => say(value(row), 'en'))).toEqual(['Mars', '1,200', '12.0%']);
  });
});
