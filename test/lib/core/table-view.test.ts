import { describe, expect, it } from 'vitest';
import { tableBundle } from '../../../lib/src/core/table-view.js';

const VIEW = {
  caption: 'Users <by> region',
  headings: ['Region', '95% interval'],
  body: [
    ['North | West', '7.0%–11.6%'],
    ['南', '12.0%'],
  ],
  numeric: [false, true],
  note: null,
};

describe('a table in three forms', () => {
  it('aligns text to the left in JupyterLab too, and keeps intervals on one line', () => {
    const html = String(tableBundle([VIEW])['text/html']);
    expect(html).toContain('<caption>Users &lt;by&gt; region</caption>');
    expect(html).toContain('<td align="left" style="text-align: left">North | West</td>');
    expect(html).toContain('<td align="right" style="white-space: nowrap">7.0%–11.6%</td>');
    expect(html).toContain('<td align="right">12.0%</td>');
  });

  it('escapes bars in markdown and pads wide characters in text', () => {
    const bundle = tableBundle([VIEW]);
    expect(bundle['text/markdown']).toContain('| North \\| West | 7.0%–11.6% |');
    expect(String(bundle['text/plain']).split('\n').slice(1)).toEqual([
      'Region        95% interval',
      '────────────  ────────────',
      'North | West    7.0%–11.6%',
      '南                   12.0%',
    ]);
  });
});
