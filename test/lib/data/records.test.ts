import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALIGNED, readRecords, type SourceRecord } from '../../../lib/src/data/source/records.js';

async function read(text: string, fields: number | null, delimiter = ','): Promise<SourceRecord[]> {
  const lines = text.split('\n').map((line, index) => ({ number: index + 1, text: line }));
  const records: SourceRecord[] = [];
  for await (const record of readRecords(lines, { delimiter, fields })) records.push(record);
  return records;
}

describe('readRecords', () => {
  it('keeps line numbers through blank lines and quoted line breaks', async () => {
    const records = await read('a,b\n\n1,"x\ny"\n2,z', 2);
    expect(records.map(({ line, fields }) => ({ line, fields }))).toEqual([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', 'x\ny'] },
      { line: 5, fields: ['2', 'z'] },
    ]);
  });

  it('says how many fields a row has too many or too few', async () => {
    const [long, short] = await read('1,2,3\n1', 2);
    expect(long).toMatchObject({ malformed: '3 fields where 2 are expected', text: '1,2,3' });
    expect(short).toMatchObject({ malformed: '1 fields where 2 are expected' });
  });

  it('has no fields of a row that cannot be split', async () => {
    expect((await read('1,2,3\n1\n"a"b,c', 2)).map(({ fields }) => fields)).toEqual([[], [], []]);
  });

  it('has any number of fields where it is not known yet, also one that is empty', async () => {
    expect(await read('a,"b"\n1\n""', null)).toMatchObject([
      { fields: ['a', 'b'], malformed: null },
      { fields: ['1'], malformed: null },
      { fields: [''], malformed: null },
    ]);
  });

  it('takes spaces alone for a value, and for none where fields are aligned with spaces', async () => {
    expect(await read(' \n\nx', 1)).toMatchObject([{ fields: [' '] }, { line: 3, fields: ['x'] }]);
    expect(await read('  a   b\n \n1 2\t', 2, ALIGNED)).toMatchObject([
      { line: 1, fields: ['a', 'b'] },
      { line: 3, fields: ['1', '2'] },
    ]);
    expect(await read('"a"  "b"', null, ' ')).toMatchObject([{ fields: ['a', '', 'b'] }]);
  });

  it('takes a thousand line breaks for one value, and no more', async () => {
    const of = (breaks: number) => read(`"${'x\n'.repeat(breaks)}y"`, 1);
    expect(await of(1000)).toMatchObject([{ line: 1, malformed: null }]);
    const torn = await of(1001);
    expect(torn).toHaveLength(1002);
    expect(torn[0]?.malformed).toBe('a quote is opened and not closed');
  });

  it('lets a trailing delimiter pass', async () => {
    expect(await read('1,2,', 2)).toMatchObject([{ fields: ['1', '2'], malformed: null }]);
  });

  it('reads doubled quotes, and quotes inside an unquoted field as they are', async () => {
    expect(await read('"say ""hi""",x"y', 2)).toMatchObject([{ fields: ['say "hi"', 'x"y'] }]);
  });

  it('takes spaces around quotes for none of the value', async () => {
    expect(await read(' "a, b"  ,  c', 2)).toMatchObject([{ fields: ['a, b', '  c'], malformed: null }]);
  });

  it('takes a value of several lines for one row though its number of fields is wrong', async () => {
    const records = await read('1,"a\n\nb",2\n3,c\n4,"d\n5,e\n6,f",7\n8,g', 2);
    expect(records.map(({ line, text, malformed }) => [line, text, malformed])).toEqual([
      [1, '1,"a\n\nb",2', '3 fields where 2 are expected'],
      [4, '3,c', null],
      [5, '4,"d', 'a quote is opened and not closed'],
      [6, '5,e', null],
      [7, '6,f",7', '3 fields where 2 are expected'],
      [8, '8,g', null],
    ]);
  });

  it('loses one line to a quote that is never closed, not the rest of the file', async () => {
    const records = await read('1,a\n2,"b\n3,c\n4,d', 2);
    expect(records.map(({ line, malformed }) => [line, malformed])).toEqual([
      [1, null],
      [2, 'a quote is opened and not closed'],
      [3, null],
      [4, null],
    ]);
  });

  it('says where text follows a closing quote', async () => {
    expect(await read('1,"a"b', 2)).toMatchObject([
      { malformed: 'text follows the closing quote of field 2' },
    ]);
  });

  it('reads back whatever was written with quotes', async () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '中', ' ') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { minLength: 1 }),
        async (rows) => {
          const quoted = rows.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(','));
          const records = await read(quoted.join('\n'), 3);
          expect(records.map((record) => record.fields)).toEqual(rows);
        },
      ),
    );
  });
});
