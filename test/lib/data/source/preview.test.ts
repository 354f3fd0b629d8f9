import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { load, open } from 'tally';
import { previewLayout } from '../../../../lib/src/data/source/preview.js';

const folder = mkdtempSync(join(tmpdir(), 'preview-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(...lines: string[]): string {
  const path = join(folder, 'rows.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function loaded(...lines: string[]) {
  const tally = await open();
  try {
    const table = await load(tally, file(...lines));
    const rows = await tally.query`SELECT * EXCLUDE (file_row) FROM ${table} ORDER BY file_row`;
    const aside = await tally.query`SELECT line FROM ${table.quarantine} ORDER BY line`;
    return {
      rows: rows.rows.map((row) => Object.values(row)),
      aside: aside.rows.map(({ line }) => line),
      all: table.rows,
    };
  } finally {
    tally.close();
  }
}

describe('all of the first rows decide how a file is laid out', () => {
  it('so that a comma too many in the first row costs that row only', async () => {
    expect(await loaded('id,city,amount', '1,Portland, Oregon,10', '2,Rome,20', '3,Bonn,30')).toEqual({
      rows: [
        [2, 'Rome', 20],
        [3, 'Bonn', 30],
      ],
      aside: [2],
      all: 3,
    });
  });

  it('and a comma too many in most rows shifts none of them', async () => {
    expect(
      await loaded('id,city,amount', '1,Portland, Oregon,10', '2,Portland, Maine,20', '3,Rome,30'),
    ).toEqual({ rows: [[3, 'Rome', 30]], aside: [2, 3], all: 3 });
    expect(await loaded('id,city,amount', '1,Portland, Oregon,10', '2,Portland, Maine,20')).toMatchObject({
      rows: [],
      aside: [2, 3],
    });
  });

  it('but quoted names of rows, as R writes them, are a column', async () => {
    const { columns } = await previewLayout(file('a,b', '"1",x,10', '"2",y,20'), [], {});
    expect(columns).toEqual(['', 'a', 'b']);
  });

  it('and the delimiter is the one that splits all of them alike', async () => {
    const of = async (...lines: string[]) => (await previewLayout(file(...lines), [], {})).delimiter;
    expect(await of('price;weight', '1,5;2,5', '3,5;4,25')).toBe(';');
    expect(await of('note|n', 'a, b|1', 'c, d, e|2', 'f; g|3')).toBe('|');
    expect(await of('a, b;c', 'x;1', 'y;2')).toBe(';');
  });

  it('and line breaks in the name of a column cost no row', async () => {
    expect(await loaded('"order\nid",city', '1,Rome', '2,Bonn', '3,"Bad\nEms"')).toEqual({
      rows: [
        [1, 'Rome'],
        [2, 'Bonn'],
        [3, 'Bad\nEms'],
      ],
      aside: [],
      all: 3,
    });
  });
});
