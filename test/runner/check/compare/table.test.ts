import { column } from 'tally';
import { describe, expect, it } from 'vitest';
import { htmlTables } from '../../../../runner/src/check/compare/html-table.js';
import { compareHtmlTables } from '../../../../runner/src/check/compare/table.js';
import { compareOutputs } from '../../../../runner/src/check/compare/output.js';
import { EXACT } from '../../../../runner/src/check/rules.js';
import { resultOf } from '../../../lib/charts/marks/result-of.js';
import { display } from '../support.js';

function html(rows: readonly (readonly (string | number)[])[]): string {
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`);
  return `<table><thead><tr><th>Region</th><th>Users</th><th>Share</th></tr></thead><tbody>${body.join('')}</tbody></table>`;
}

describe('tables out of HTML', () => {
  it('are read as a browser reads them, without end tags and with cells that span', () => {
    const text =
      '<p>x<table><caption>Users <b>now</b></caption><tr><th rowspan=2>Region<th colspan=2>Users<tr><th>n<th>%' +
      '<tr><th>East<td>3<td>60&nbsp;%<tr><th>West<td colspan=2>none</table>';
    expect(htmlTables(text)).toEqual([
      {
        caption: 'Users now',
        columns: ['Region', 'Users / n', 'Users / %'],
        rowLabels: ['East', 'West'],
        rows: [
          ['East', '3', '60 %'],
          ['West', 'none', 'none'],
        ],
      },
    ]);
  });

  it('of the library are read whole', () => {
    const { data } = resultOf(
      { region: column.text({ en: 'Region', zh: '地区' }), users: column.count('users') },
      [{ region: 'a < b', users: 3 }],
      { title: 'Users' },
    ).output();
    expect(htmlTables(String(data['text/html']))).toEqual([
      { caption: 'Users', columns: ['Region', 'Users'], rowLabels: ['a < b'], rows: [['a < b', '3']] },
    ]);
  });
});

describe('differences between tables', () => {
  it('name row and column', () => {
    const found = compareHtmlTables(
      html([
        ['East', 3, '60 %'],
        ['West', 2, '40 %'],
      ]),
      html([
        ['East', 3, '50 %'],
        ['West', 3, '50 %'],
      ]),
      EXACT,
    );
    expect(found).toMatchObject({ kind: 'table', message: 'table differs in 3 places', more: 0 });
    expect(found?.items).toEqual([
      { path: 'row "East", column "Share"', expected: '60 %', actual: '50 %' },
      { path: 'row "West", column "Users"', expected: '2', actual: '3' },
      { path: 'row "West", column "Share"', expected: '40 %', actual: '50 %' },
    ]);
  });

  it('are one for a row that came, wherever it came', () => {
    const rows = [
      ['East', 3, 1],
      ['North', 4, 1],
      ['West', 2, 1],
    ];
    expect(compareHtmlTables(html(rows.slice(1)), html(rows), EXACT)?.items).toEqual([
      { path: 'row "East"', actual: 'East | 3 | 1' },
    ]);
    expect(compareHtmlTables(html(rows), html([rows[0] ?? [], rows[2] ?? []]), EXACT)?.items).toEqual([
      { path: 'row "North"', expected: 'North | 4 | 1' },
    ]);
  });

  it('are listed up to ten, with a count of the others', () => {
    const rows = (add: number): (string | number)[][] =>
      Array.from({ length: 30 }, (_, index) => [`r${index}`, index + add, 1]);
    expect(compareHtmlTables(html(rows(0)), html(rows(1)), EXACT)).toMatchObject({
      more: 20,
      items: { length: 10 },
    });
  });

  it('follow the tolerance', () => {
    const [a, b] = [html([['East', 3, '0.3333']]), html([['East', 3, '0.3334']])];
    expect(compareHtmlTables(a, b, { ...EXACT, tolerance: 1e-3 })).toBeUndefined();
    expect(
      compareOutputs(display({ 'text/html': a }), display({ 'text/html': b }), { ...EXACT, tolerance: 1e-3 }),
    ).toEqual([]);
    expect(
      compareOutputs(display({ 'text/html': a }), display({ 'text/html': b }), { ...EXACT, tolerance: 1e-6 }),
    ).toMatchObject([{ kind: 'table', items: [{ expected: '0.3333', actual: '0.3334' }] }]);
  });

  it('in markup alone are told as text', () => {
    const plain = html([['East', 3, 1]]);
    const styled = plain.replace('<table>', '<table class="wide">');
    expect(compareHtmlTables(plain, styled, EXACT)).toBeUndefined();
    expect(
      compareOutputs(display({ 'text/html': plain }), display({ 'text/html': styled }), EXACT),
    ).toMatchObject([{ kind: 'text', path: 'text/html' }]);
  });

  it('stand for the text and markdown of the same table, which are named', () => {
    const both = (n: number) => display({ 'text/html': html([['East', n, 1]]), 'text/plain': `East ${n}` });
    expect(compareOutputs(both(1), both(2), EXACT)).toMatchObject([{ kind: 'table', also: ['text/plain'] }]);
  });
});
