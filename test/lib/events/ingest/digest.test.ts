import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DigestPass, scanBytes } from '../../../../lib/src/events/ingest/digest.js';
import { NEVER_STRICT, numbersLook } from '../../../../lib/src/events/ingest/strict-numbers.js';

const folder = mkdtempSync(join(tmpdir(), 'tally-digest-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const LAYOUT = { delimiter: ',', skip: 0 };
const COLUMNS = { whole: new Set([0, 2]), decimal: new Set([3]), scale: 4 };

/** More bytes than are looked at in one go; "e", "x" and "b" are in every row. */
const ROWS = 40_000;
const row = (n: number): string => `${n},boxes view,${1_500_000_000 + n},${n % 100}.25`;

let files = 0;

function fileWith(change: (rows: string[]) => void): string {
  const rows = Array.from({ length: ROWS }, (_, n) => row(n));
  change(rows);
  const path = join(folder, `${++files}.csv`);
  writeFileSync(path, `${rows.join('\n')}\n`);
  return path;
}

const factsOf = (path: string, layout = LAYOUT) => scanBytes(path, numbersLook(layout, COLUMNS)).facts;

describe('one pass over the bytes of a file', () => {
  it('finds its numbers strict, though letters that may be part of one stand in each row', async () => {
    await expect(factsOf(fileWith(() => undefined))).resolves.toEqual({ quoted: false, strict: true });
  });

  it.each(['1.0', '1e3', '0x10', '0b11', '1_000', '7E1'])(
    'finds %s among whole numbers wherever it stands, and says so at once',
    async (number) => {
      for (const at of [0, ROWS - 1]) {
        const path = fileWith((rows) => rows.splice(at, 1, `${number},boxes view,1,2`));
        const { facts, lenient } = scanBytes(path, numbersLook(LAYOUT, COLUMNS));
        await expect(facts).resolves.toEqual({ quoted: false, strict: false });
        expect(lenient.aborted).toBe(true);
      }
    },
  );

  it('finds decimals with more digits than are kept, and takes texts with digits for texts', async () => {
    const long = fileWith((rows) => rows.splice(ROWS - 1, 1, '1,view,2,0.12345'));
    const texts = fileWith((rows) => rows.splice(ROWS - 1, 1, '1,1e3 0x10 1.5,2,0.1234'));
    expect((await factsOf(long)).strict).toBe(false);
    expect((await factsOf(texts)).strict).toBe(true);
  });

  it('cannot tell where values with points are quoted, nor before the rows begin', async () => {
    const quoted = fileWith((rows) => rows.splice(ROWS - 1, 1, '1,"view, cart",2,0.5'));
    expect(await factsOf(quoted)).toEqual({ quoted: true, strict: false });
    expect((await factsOf(quoted, { delimiter: ',', skip: ROWS + 1 })).strict).toBe(false);
    expect(numbersLook({ delimiter: '：', skip: 0 }, COLUMNS)).toBe(NEVER_STRICT);
  });

  it('gives the digest of the content, whatever else is looked for', async () => {
    const path = fileWith(() => undefined);
    const pass = new DigestPass(path);
    pass.begin(NEVER_STRICT);
    const content = Array.from({ length: ROWS }, (_, n) => `${row(n)}\n`).join('');
    expect(await pass.end()).toBe(createHash('sha256').update(content).digest('hex'));
  });
});
