import { describe, expect, it } from 'vitest';
import { count, percent, table, type MimeBundle, type TableOptions } from 'tally';
import { DISPLAY } from '../../../lib/src/notebook/display.js';

interface Line {
  readonly name: string;
  readonly users: number;
}
const rows: Line[] = [
  { name: 'Urban', users: 344 },
  { name: '农村', users: 1307 },
];
const options: TableOptions<Line> = {
  caption: { en: 'Regions', zh: '地区' },
  columns: [
    { label: { en: 'Region', zh: '地区' }, value: (row) => row.name },
    { label: { en: 'Users', zh: '用户数' }, value: (row) => count(row.users) },
    { label: { en: 'Share', zh: '占比' }, value: (row) => percent(row.users / 1651) },
  ],
};

async function bundle(data: readonly Line[], changes: Partial<TableOptions<Line>> = {}): Promise<MimeBundle> {
  const shown = await table(data, { ...options, ...changes })[DISPLAY]();
  return shown.data;
}

describe('table', () => {
  it('aligns text by the width of its characters', async () => {
    expect((await bundle(rows))['text/plain']).toBe(
      [
        'Regions',
        'Region  Users  Share',
        '──────  ─────  ─────',
        'Urban     344  20.8%',
        '农村    1,307  79.2%',
      ].join('\n'),
    );
  });

  it('is markdown with numbers to the right and Chinese headings', async () => {
    expect((await bundle(rows, { locale: 'zh' }))['text/markdown']).toBe(
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

  it('cuts a long table with a count', async () => {
    const long = Array.from({ length: 1200 }, (_, users) => ({ name: `r${users}`, users }));
    expect((await bundle(long, { limit: 3 }))['text/plain']).toMatch(/… 1,197 more rows, 1,200 in all$/);
    expect((await bundle(long, { limit: 3, locale: 'zh' }))['text/markdown']).toMatch(
      /另有1,197行，共1,200行$/,
    );
  });

  it('shows hostile text as text', async () => {
    const data = [{ name: '<img src=x onerror=alert(1)>|a', users: 1 }];
    expect((await bundle(data))['text/html']).toContain('&lt;img src=x onerror=alert(1)&gt;|a');
    expect((await bundle(data))['text/markdown']).toContain('\\<img src=x onerror=alert(1)\\>\\|a');
  });

  it('has a body even without rows', async () => {
    expect((await bundle([]))['text/plain']).toBe('Regions\nRegion  Users  Share\n──────  ─────  ─────');
  });
});
