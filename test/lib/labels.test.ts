import { describe, expect, it } from 'vitest';
import { countColumns, labelled, labelOf, say } from 'tally';

describe('labels of a user table', () => {
  it('name what is known in both languages and leave the rest as it is', () => {
    expect(labelOf('Rural')).toEqual({ en: 'Rural', zh: '农村' });
    expect(labelOf('Mars')).toBe('Mars');
    expect(labelled([{ group: 'Male', users: 3 }])).toEqual([
      { group: 'Male', users: 3, label: { en: 'Male', zh: '男' } },
    ]);
  });

  it('head the columns of a distribution', () => {
    const columns = countColumns({ en: 'Region', zh: '地区' });
    const row = { label: 'Mars', users: 1200, share: 0.12 };
    expect(columns.map(({ label }) => say(label, 'zh'))).toEqual(['地区', '用户数', '占比']);
    expect(columns.map(({ value }) => say(value(row), 'en'))).toEqual(['Mars', '1,200', '12.0%']);
  });
});
