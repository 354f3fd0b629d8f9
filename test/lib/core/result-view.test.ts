import { describe, expect, it } from 'vitest';
import { column, type Locale } from 'tally';
import { resultOf } from '../charts/marks/result-of.js';

const LINES = [
  { name: 'Urban', users: 344, share: 344 / 1651 },
  { name: '农村', users: 1307, share: 1307 / 1651 },
];
const regions = (rows = LINES, locale: Locale = 'en') =>
  resultOf(
    {
      name: column.text({ en: 'Region', zh: '地区' }),
      users: column.count('users'),
      share: column.percent('share'),
    },
    rows,
    { locale, title: { en: 'Regions', zh: '地区' } },
  );
const shown = (type: string, ...args: Parameters<typeof regions>) => regions(...args).output().data[type];

describe('a table', () => {
  it('aligns text by the width of its characters', () => {
    expect(shown('text/plain')).toBe(
      [
        'Regions',
        'Region  Users  Share',
        '──────  ─────  ─────',
        'Urban     344  20.8%',
        '农村    1,307  79.2%',
      ].join('\n'),
    );
  });

  it('has so many decimals that not all values of a column are 0', () => {
    const small = [{ name: 'Urban', users: 1, share: 0.0004 }];
    expect(shown('text/plain', small)).toContain('0.040%');
    expect(shown('text/plain', [...small, ...LINES])).toContain('0.0%');
  });

  it('is markdown with numbers to the right and Chinese headings', () => {
    expect(shown('text/markdown', LINES, 'zh')).toBe(
      [
        '**地区**',
        '',
        '| 地区 | 用户数 | 占比 |',
        '| --- | ---: | ---: |',
        '| Urban | 344 | 20.8% |',
        '| 农村 | 1,307 | 79.2% |',
      ].join('\n'),
    );
  });

  it('cuts what is long with a count', () => {
    const long = Array.from({ length: 1200 }, (_, users) => ({ name: `r${users}`, users, share: 0 }));
    expect(regions(long).output({ limit: 3 }).data['text/plain']).toMatch(/… 1,197 more rows, 1,200 in all$/);
    expect(regions(long, 'zh').output({ limit: 3 }).data['text/markdown']).toMatch(/另有1,197行，共1,200行$/);
  });

  it('shows hostile text as text', () => {
    const data = [{ name: '<img src=x onerror=alert(1)>|a', users: 1, share: 1 }];
    expect(shown('text/html', data)).toContain('&lt;img src=x onerror=alert(1)&gt;|a');
    expect(shown('text/markdown', data)).toContain('\\<img src=x onerror=alert(1)\\>\\|a');
  });

  it('has a head even without rows', () => {
    expect(shown('text/plain', [])).toBe('Regions\nRegion  Users  Share\n──────  ─────  ─────');
  });
});
