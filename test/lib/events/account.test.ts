import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadEvents, open, sql, type Events, type Tally } from 'tally';
import { Files } from '../load/files.js';
import { runs } from '../../runs.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => (tally = await open({ threads: 2 })));
afterAll(() => {
  tally.close();
  files.remove();
});

const EPOCH = 1_700_000_000;
const HEADER = 'user_id,item_id,category_id,type,time,note';

/** A piece of a file: a good row that begins on line n, a flawed one, or one that the engine can read but is no event. */
interface Piece {
  readonly text: (line: number) => string;
  readonly kind: 'good' | 'flawed' | 'other' | 'blank';
}
const piece = (kind: Piece['kind'], text: (line: number) => string): Piece => ({ kind, text });
const row = (user: number | string, type = 'view', note = 'x') => `${user},1,2,${type},${EPOCH},${note}`;

const sound: readonly Piece[] = [
  piece('good', (line) => row(line)),
  piece('good', (line) => row(line, 'buy', '')),
  piece('good', (line) => row(line, '"view"')),
  piece('good', (line) => row(line, ' "view" ')),
  piece('good', (line) => row(`"${line}"`, '"buy"', '"a ""b"", c"')),
  piece('good', (line) => row(line, 'view', '"two\nlines"')),
  piece('good', (line) => row(line, 'view', '"three\n\nlines, one blank"')),
  piece('good', (line) => row(line, 'view', '12" wide')),
  piece('good', (line) => `${row(line)},`),
  piece('good', (line) => row(line, 'view', 'é女')),
];
const flawed: readonly Piece[] = [
  piece('flawed', () => '7,1,2'),
  piece('flawed', () => `${row(0)},more`),
  piece('flawed', () => row('nobody')),
  piece('flawed', () => row('1.5')),
  piece('flawed', () => row('0x10')),
  piece('flawed', () => row('9223372036854775808')),
  piece('flawed', () => `0,1,2,view,9223372036854775808,x`),
  piece('flawed', () => row(0, '"view')),
  piece('flawed', () => row(0, 'view', '"open')),
  piece('flawed', () => row(0, '"view"s')),
  piece('flawed', () => `0,1,2,view,soon,x`),
  piece('flawed', () => `${row(0, 'view', '"two\nlines"')},more`),
  piece('flawed', () => '0,"two\n\nlines"'),
  piece('other', () => row(0, 'look')),
  piece('other', () => row('')),
  piece('other', () => `0,1,2,view,-9223372036854775808,x`),
  piece('other', () => `0,1,2,view,9223372036854775807,x`),
  piece('blank', () => ''),
];

const isPlain = ({ text }: Piece) => !text(1).includes('"');
const QUOTED_HEADERS = [`"user_id",${HEADER.slice(8)}`, HEADER.replace('note', '"a\nnote"')];

/** Files in which anything may be quoted, and such in which nothing is, which are read in another way. */
const content = fc.boolean().chain((plain) => {
  const [good, bad] = [sound, flawed].map((all) => (plain ? all.filter(isPlain) : all)) as [Piece[], Piece[]];
  return fc.record({
    first: fc.constantFrom(...good),
    pieces: fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, fc.constantFrom(...bad)), {
      maxLength: 14,
    }),
    header: fc.constantFrom(HEADER, ...(plain ? [] : QUOTED_HEADERS)),
    mark: fc.boolean(),
    lineBreak: fc.constantFrom('\n', '\n', '\r\n', '\r'),
    ended: fc.boolean(),
    packed: fc.boolean(),
    distinct: fc.boolean(),
  });
});

async function accountOf(events: Events<'view' | 'buy'>) {
  const users = await tally.engine.all(sql`SELECT user_id FROM ${events.events} ORDER BY user_id`, {
    user_id: 'integer',
  });
  const aside = await tally.engine.all(
    sql`SELECT line, text FROM ${events.quarantine} ORDER BY line NULLS LAST, text`,
    { line: 'integer?', text: 'text' },
  );
  return { users: users.map((user) => user.user_id), aside };
}

describe('the account of a file of events', () => {
  it('closes: every good row is accepted on its line, every other is set aside once', async () => {
    let nth = 0;
    await fc.assert(
      fc.asyncProperty(content, async (file) => {
        const { header, lineBreak, mark, packed, distinct } = file;
        const lines: string[] = header.split('\n');
        const expected = { good: [] as number[], flawed: [] as number[], other: 0 };
        for (const { kind, text } of [file.first, ...file.pieces]) {
          const line = lines.length + 1;
          lines.push(...text(line).split('\n'));
          if (kind === 'good' || kind === 'flawed') expected[kind].push(line);
          if (kind === 'other') expected.other += 1;
        }
        const text = `${mark ? '\ufeff' : ''}${lines.join(lineBreak)}${file.ended ? lineBreak : ''}`;
        const name = `flaws-${(nth += 1)}.csv${packed ? '.gz' : ''}`;
        const path = files.write(name, packed ? gzipSync(text) : text);
        const events = await loadEvents(tally, path, {
          types: ['view', 'buy'],
          from: '2023-11-14',
          to: '2023-11-15',
          ids: 'integer',
          timestamps: 'seconds',
          duplicates: distinct ? 'drop' : 'count',
        });
        const { users, aside } = await accountOf(events);
        expect(users).toEqual(expected.good);
        expect(
          aside.flatMap(({ line }) => line ?? []).filter((line) => expected.flawed.includes(line)),
        ).toEqual(expected.flawed);
        const { rows, accepted, quarantined, ignored } = events;
        expect(accepted + quarantined + ignored).toBe(rows);
        expect(aside).toHaveLength(quarantined);
        if (distinct) expect(quarantined).toBeLessThanOrEqual(expected.flawed.length + expected.other);
        else expect(quarantined).toBe(expected.flawed.length + expected.other);
        for (const { line, text: found } of aside) {
          if (line !== null) expect(found.split(/\r|\n/)[0]).toBe(lines[line - 1]);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it.each([
    ['events-quoted.csv', 6, 6, []],
    ['events-quoted-cut.csv', 7, 6, [[8, '7,10,20']]],
  ])('closes for %s', async (name, rows, accepted, aside) => {
    const path = join(import.meta.dirname, 'flawed', name);
    const events = await loadEvents(tally, path, {
      types: ['pv'],
      from: '2017-11-26',
      to: '2017-11-27',
    } as const);
    expect(events).toMatchObject({ rows, accepted });
    const found = await tally.engine.all(sql`SELECT line, text FROM ${events.quarantine}`, {
      line: 'integer?',
      text: 'text',
    });
    expect(found.map(({ line, text }) => [line, text])).toEqual(aside);
    expect(readFileSync(path, 'utf8')).toContain('"pv"');
  });

  it('sets aside alone the record whose bytes are not UTF-8', async () => {
    const line = (item: string, type = 'view') => `7,${item},2,${type},${EPOCH},x`;
    const rows = Array.from({ length: 8000 }, (_, n) => line(`a${n}`)).join('\n');
    const text = `${HEADER}\n${rows}\n${line('caf\u00e9')}\n${line('b', '"buy"')}\n`;
    const path = files.write('bytes.csv', Buffer.from(text, 'latin1'));
    const events = await loadEvents(tally, path, { types: ['view', 'buy'] });
    expect(events).toMatchObject({ rows: 8002, accepted: 8001, quarantined: 1 });
    const { aside } = await accountOf(events);
    expect(aside).toEqual([{ line: 8002, text: line('caf\ufffd') }]);
  });
});
