import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, open, type Tally } from 'tally';
import { Files } from '../../../load/files.js';
import { inline, rawWorkbook, type RawWorkbook } from './workbook.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => {
  tally.close();
  files.remove();
});

const loadBook = (raw: RawWorkbook) =>
  load(tally, files.write('raw.xlsx', rawWorkbook(raw)), { header: true });

/** The values of a column `x` with these cells, and what is said of the file. */
async function valuesOf(cells: readonly string[], raw: Omit<RawWorkbook, 'rows'> = {}) {
  const rows = [inline('key') + inline('x'), ...cells.map((cell) => inline('k') + cell)];
  const loaded = await loadBook({ ...raw, rows: rows.map((row) => `<row>${row}</row>`).join('') });
  const { rows: found } = await tally.query`SELECT x FROM ${loaded} ORDER BY file_row`;
  return {
    values: found.map(({ x }) => x),
    note: loaded.account.note,
    field: loaded.fields.at({ column: 'x' }),
  };
}

const number = (value: string, style = '') => `<c${style === '' ? '' : ` s="${style}"`}><v>${value}</v></c>`;
const formats = (...codes: readonly string[]) =>
  `<numFmts>${codes.map((code, n) => `<numFmt numFmtId="${200 + n}" formatCode="${code}"/>`).join('')}</numFmts>` +
  `<cellXfs><xf numFmtId="0"/>${codes.map((_, n) => `<xf numFmtId="${200 + n}"/>`).join('')}</cellXfs>`;

describe('a cell of a workbook gives', () => {
  it('the runs of formatted texts, shared or its own, without phonetic guides', async () => {
    const strings =
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si><r><t xml:space="preserve">a </t></r><r><rPr><b/></rPr><t>b</t></r></si>';
    const own = '<c t="inlineStr"><is><r><t>AB</t></r><r><t>CD</t></r></is></c>';
    const shared = (n: number) => `<c t="s"><v>${n}</v></c>`;
    const { values } = await valuesOf([shared(0), shared(1), own], { strings });
    expect(values).toEqual(['東京', 'a b', 'ABCD']);
  });

  it('characters that XML escapes or cannot hold', async () => {
    const texts = ['&lt;b&gt; &amp;amp; &#x4e2d;&#25991;', 'a_x000D_b', '<![CDATA[<raw & plain>]]>'];
    expect((await valuesOf(texts.map(inline))).values).toEqual(['<b> &amp; 中文', 'a\rb', '<raw & plain>']);
  });

  it('the shortest text of a number; of a formula the 15 digits that are shown', async () => {
    const exact = await valuesOf([number('0.30000000000000004'), number('1E-3')]);
    expect(exact.values).toEqual([0.30000000000000004, 0.001]);
    const formula = '<c><f>A1*3</f><v>3.3000000000000003</v></c>';
    expect(await valuesOf([formula, number('2.5')])).toMatchObject({
      values: [3.3, 2.5],
      field: { type: { raw: 'decimal' } },
    });
  });

  it('what a formula gives: texts, booleans, and errors, which are missing values', async () => {
    const text = '<c t="str"><f>A1</f><v>yes &amp; no</v></c>';
    expect((await valuesOf([text])).values).toEqual(['yes & no']);
    const truths = ['<c t="b"><f>TRUE()</f><v>1</v></c>', '<c t="b"><v>0</v></c>'];
    expect((await valuesOf(truths)).values).toEqual([true, false]);
    const errors = ['<c t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c t="e"><v>#N/A</v></c>', number('5')];
    expect(await valuesOf(errors)).toMatchObject({
      values: [null, null, 5],
      note: { en: expect.stringContaining('Errors in cells: x 2.') as unknown },
      field: { missing: { raw: 2 } },
    });
  });

  it('nothing for a formula that was never computed, which is said', async () => {
    expect(await valuesOf(['<c><f>A1*2</f></c>', number('5')])).toMatchObject({
      values: [null, 5],
      note: { en: expect.stringContaining('Formulas without a value: x 1. Open the workbook') as unknown },
    });
  });

  it('days and times by the format of their number', async () => {
    const styles = formats(
      'yyyy\\-mm\\-dd',
      'd.m.yy h:mm',
      '[h]:mm',
      'h:mm:ss',
      '[$-804]yyyy&quot;年&quot;m&quot;月&quot;',
    );
    expect((await valuesOf([number('45356', '1'), number('45357', '5')], { styles })).values).toEqual([
      '2024-03-05',
      '2024-03-06',
    ]);
    expect((await valuesOf([number('45356.5', '2'), number('45357', '1')], { styles })).values).toEqual([
      '2024-03-05T12:00:00.000000',
      '2024-03-06T00:00:00.000000',
    ]);
    expect((await valuesOf([number('1.5', '3'), number('0.75', '4')], { styles })).values).toEqual([
      '36:00:00',
      '18:00:00',
    ]);
    expect((await valuesOf(['<c t="d"><v>2024-03-05</v></c>'])).values).toEqual(['2024-03-05']);
  });

  it('the days of both calendars, without the day that only spreadsheets know', async () => {
    const styles = formats('yyyy-mm-dd');
    const days = [number('1', '1'), number('59', '1'), number('61', '1')];
    expect((await valuesOf(days, { styles })).values).toEqual(['1900-01-01', '1900-02-28', '1900-03-01']);
    expect((await valuesOf([number('60', '1')], { styles })).values).toEqual([60]);
    const book = '<workbookPr date1904="1"/>';
    expect((await valuesOf([number('43894', '1')], { styles, book })).values).toEqual(['2024-03-05']);
  });

  it('amounts with the currency of their format, which are not added up with others', async () => {
    const styles = formats('#,##0.00\\ [$€-407]', '&quot;$&quot;#,##0.00;[Red]\\-&quot;$&quot;#,##0.00');
    const euros = await valuesOf([number('1234.5', '1'), number('-2', '1'), number('3')], { styles });
    expect(euros).toMatchObject({ values: [1234.5, -2, 3], field: { reading: { raw: 'currencySigns' } } });
    const both = await valuesOf([number('1', '1'), number('1', '2')], { styles });
    expect(both).toMatchObject({ values: ['€1', '$1'], field: { reading: { raw: 'severalCurrencies' } } });
  });

  it('ids of more than 15 digits as text, with a warning that digits are lost', async () => {
    expect(await valuesOf([number('1.2345678901234568E+17')])).toMatchObject({
      values: ['123456789012345680'],
      field: { reading: { raw: 'longNumber' } },
      note: {
        en: expect.stringContaining('keeps only 15: x 1. If they are ids, store them as text.') as unknown,
      },
    });
  });

  it('the same from parts with prefixes, in single quotes, and after comments', async () => {
    const rows = `<!-- a > b --><x:row r='1'><x:c r="A1" t='str'><x:v>a</x:v></x:c><x:c r="B1" t="str"><x:v>b&gt;</x:v></x:c></x:row>
      <x:row r="3"><x:c r="B3"><x:v>7</x:v></x:c></x:row>`;
    const loaded = await loadBook({ rows });
    expect((await tally.query`SELECT * FROM ${loaded}`).rows).toEqual([{ a: null, 'b>': 7, file_row: 0 }]);
  });
});
