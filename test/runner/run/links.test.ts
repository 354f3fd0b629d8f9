import { describe, expect, it } from 'vitest';
import { relinked } from '../../../runner/src/run/links.js';

const link = (href: string): string | undefined =>
  relinked(href, {
    source: '/p/notebooks/a.ipynb',
    document: '/p/out/zh/a.md',
    other: (stem) => (stem === '/p/notebooks/b c' ? '/p/out/zh/b c.md' : undefined),
  });

describe('a link from a document that does not lie beside its notebook', () => {
  it.each([
    ['b%20c.ipynb#x', 'b%20c.md#x'],
    ['b%20c.md?raw=1', 'b%20c.md?raw=1'],
    ['./b%20c.html', 'b%20c.md'],
    ['../docs/x.md#part', '../../docs/x.md#part'],
    ['d.ipynb', '../../notebooks/d.ipynb'],
    ['../data/', '../../data/'],
    ['100%.csv', '../../notebooks/100%25.csv'],
  ])('%s leads to %s', (href, expected) => {
    expect(link(href) ?? href).toBe(expected);
  });

  it.each(['#part', '?q', '', '/docs/x.md', 'https://a.org/b.md', '//a.org/b.md', 'mailto:a@b.c', 'data:,x'])(
    'stays where it is no path from the notebook: %s',
    (href) => {
      expect(link(href)).toBeUndefined();
    },
  );

  it('stays beside the notebook, but for another document in its place', () => {
    const beside = { source: '/p/a.ipynb', document: '/p/a.html', other: () => undefined };
    expect(relinked('docs/x.md', beside)).toBeUndefined();
    expect(relinked('b.md', { ...beside, other: (stem) => `${stem}.html` })).toBe('b.html');
  });
});
