import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  bind,
  chart,
  column,
  defineTable,
  load,
  loadEvents,
  open,
  portrait,
  Result,
  rfm,
  segments,
  sql,
  type LoadedFile,
  type Tally,
} from 'tally';
import { literal, raw } from '../../../lib/src/engine/sql.js';
import { Files } from './files.js';

const files = new Files();
let tally: Tally;
beforeAll(async () => {
  tally = await open({ currency: 'EUR' });
});
afterAll(() => {
  tally.close();
  files.remove();
});

const rowsOf = (table: LoadedFile) =>
  tally.engine.all(sql`SELECT * FROM ${table} ORDER BY file_row`, table.columns);

/** Names that are patterns, each beside a file that the pattern would match. */
const PATTERNS = [
  ['report[1]', 'report1'],
  ['star*', 'starry'],
  ['what?', 'whats'],
  ['[!a]', 'b'],
  ['user_id=7', 'user_id=8'],
] as const;

const copyTo = (path: string, options: string) =>
  tally.engine.run(
    sql`COPY (SELECT ${literal('mine')} AS who, 1 AS user_id) TO ${literal(path)} (${raw(options)})`,
  );

describe.each(PATTERNS)('a path with %s in it', (name, other) => {
  const folderOf = (part: string, root = files.folder) => {
    const folder = join(root, part, 'in');
    mkdirSync(folder, { recursive: true });
    return folder;
  };

  it.each<[string, (who: string) => string | Uint8Array]>([
    ['csv', (who) => `who,user_id\n${who},1\n`],
    ['tsv.gz', (who) => gzipSync(`who\tuser_id\n${who}\t1\n`)],
    ['json', (who) => JSON.stringify([{ who, user_id: 1 }])],
    ['ndjson', (who) => `${JSON.stringify({ who, user_id: 1 })}\n`],
  ])('is that very file as %s', async (ending, content) => {
    for (const part of [name, other]) folderOf(part);
    const mine = files.write(join(name, 'in', `${name}.${ending}`), content('mine'));
    files.write(join(other, 'in', `${other}.${ending}`), content('theirs'));
    const loaded = await load(tally, mine);
    expect(await rowsOf(loaded)).toMatchObject([{ who: 'mine', user_id: 1 }]);
  });

  it('is that very file as parquet', async () => {
    const path = join(folderOf(name), `${name}.parquet`);
    await copyTo(path, 'FORMAT parquet');
    expect(await rowsOf(await load(tally, path))).toMatchObject([{ who: 'mine', user_id: 1 }]);
  });

  it('is that very file, folder or glob of events, and the store and the rows set aside go there', async () => {
    const line = (user: number) => `${user},1,1,view,${1_700_000_000 + user}\n`;
    // What is set aside below would be events of the next run.
    const root = mkdtempSync(join(files.folder, 'events-'));
    const [folder, theirs] = [folderOf(name, root), folderOf(other, root)];
    const own = join(folder, `${name}.csv`);
    writeFileSync(own, `${line(1)}${line(2)}`);
    for (const file of [join(folder, `${other}.txt`), join(theirs, `${other}.csv`)])
      writeFileSync(file, line(3));
    const store = join(root, 'stores', name);
    for (const [source, accepted] of [
      [own, 2],
      [folder, 3],
      [join(folder, '*.csv'), 2],
      [join(root, name, '**', '*.t*'), 1],
    ] as const) {
      for (const options of [{}, { folder: store }, { folder: store }]) {
        const events = await loadEvents(tally, source, options);
        expect([source, events.accepted]).toEqual([source, accepted]);
        expect(Object.keys(events.users.columns)).toContain('user_id');
        expect(await events.users.count()).toBe(accepted);
      }
    }
    const quarantineFile = join(folder, `${name}-aside.csv`);
    const contract = defineTable({ name: 'numbers', columns: { n: { type: 'integer' } } });
    await load(tally, files.write('numbers.csv', 'n\n1\nx\n'), { contract, quarantineFile });
    expect(readFileSync(quarantineFile, 'utf8')).toContain('not a whole number');
  });
});

const ODD = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'] as const;

/** What stands in a row itself under a name. */
const valueIn = (row: object, name: string): unknown =>
  new Map<string, unknown>(Object.entries(row)).get(name);

describe('names that every object knows', () => {
  const csv = [
    ['id', 'spent', ...ODD].join(','),
    ...Array.from({ length: 40 }, (_, n) =>
      [`u${n}`, (n % 7) + 1, ...ODD.map((_odd, at) => ODD[(n + at) % 5] ?? '')].join(','),
    ),
  ].join('\n');

  it('are columns and categories like any other', async () => {
    const loaded = await load(tally, files.write('odd.csv', `${csv}\n`));
    expect(Object.keys(loaded.columns)).toEqual(['id', 'spent', ...ODD, 'file_row']);
    const [first] = await rowsOf(loaded);
    expect(Object.entries(first ?? {})).toEqual([
      ['id', 'u0'],
      ['spent', 1],
      ...ODD.map((name) => [name, name]),
      ['file_row', 0],
    ]);
    expect(loaded.fields.rows.map((field) => field.column)).toEqual(['id', 'spent', ...ODD]);
    expect(loaded.missing.rows.map(({ missing }) => missing)).toEqual(ODD.map(() => 0).concat(0, 0));
    const bound = bind(loaded, { user: 'id', monetary: 'spent', region: '__proto__', gender: 'constructor' });
    const tab = await portrait.crossTab(bound, '__proto__', 'constructor');
    const names = [...ODD].sort();
    expect(tab.rows.map((cell) => [cell.row, cell.column])).toEqual(
      names.flatMap((one) => names.map((another) => [one, another])),
    );
    expect(tab.rows.reduce((sum, { users }) => sum + users, 0)).toBe(40);
    const wide = tab.select('row', 'column', 'users').pivot('column', 'users');
    expect(wide.rows.map((row) => Object.keys(row))).toEqual(names.map(() => ['row', ...names]));
    expect(wide.rows.flatMap((row) => names.map((one) => valueIn(row, one)))).toEqual(
      tab.rows.map(({ users }) => users),
    );
    for (const mark of ['bar', 'heatmap'] as const) {
      const drawn =
        mark === 'bar'
          ? chart.bar(tab, { x: 'row', y: 'users', color: 'column' })
          : chart.heatmap(tab, { x: 'column', y: 'row', value: 'users' });
      expect(JSON.stringify(drawn)).toContain('hasOwnProperty');
      expect(JSON.stringify(drawn)).toContain('__proto__');
    }
  });

  it('are categories of a contract, with their labels', async () => {
    const contract = defineTable({
      name: 'odd',
      columns: {
        ['__proto__']: {
          type: 'text',
          values: Object.fromEntries(ODD.map((key) => [key, { label: `L ${key}` }])),
        },
        toString: { type: 'integer', min: 0, label: 'Whole' },
      },
    });
    const path = files.write('contract.csv', '__proto__,toString\nconstructor,1\nother,2\nvalueOf,-1\n');
    const loaded = await load(tally, path, { contract });
    expect(await rowsOf(loaded as unknown as LoadedFile)).toMatchObject([{ toString: 1 }]);
    expect(loaded).toMatchObject({ rows: 3, accepted: 1, quarantined: 2 });
    expect(loaded.rules.rows.filter(({ broken }) => broken > 0)).toHaveLength(2);
  });

  it('are segments', async () => {
    const scored = await rfm(
      bind(
        await load(tally, files.write('scores.csv', 'id,spent,orders\na,1,1\nb,2,2\nc,3,3\nd,4,4\ne,5,5\n')),
        {
          user: 'id',
          monetary: 'spent',
          frequency: 'orders',
        },
      ),
      {
        dimensions: ['frequency', 'monetary'],
        segments: {
          ['__proto__']: { label: 'Both', levels: { frequency: true, monetary: true } },
          constructor: { label: 'Often', levels: { frequency: true, monetary: false } },
          toString: { label: 'Much', levels: { frequency: false, monetary: true } },
          hasOwnProperty: { label: 'None', levels: { frequency: false, monetary: false } },
        },
      },
    );
    const sizes = await segments.sizes(scored);
    expect(sizes.rows.map(({ segment }) => segment).sort()).toEqual(
      ['__proto__', 'constructor', 'hasOwnProperty', 'toString'].sort(),
    );
    expect(sizes.rows.reduce((sum, { users }) => sum + users, 0)).toBe(5);
    expect(sizes.values({ ...sizes.rows[0] } as never)).toBeDefined();
  });

  it('are types of events and users', async () => {
    const lines = ODD.flatMap((type, n) => [`${type},i,c,${type},${1_700_000_000 + n}`]);
    const events = await loadEvents(tally, files.lines('types.csv', ...lines));
    expect(events.types.map(({ key }) => key)).toEqual([...ODD].sort());
    expect(events).toMatchObject({ rows: 5, accepted: 5 });
    const users = await tally.engine.all(
      sql`SELECT * FROM ${events.users} ORDER BY user_id`,
      events.users.columns,
    );
    for (const row of users) {
      const own = row.user_id;
      expect(ODD.map((key) => [key, valueIn(row, key)])).toEqual(
        ODD.map((key) => [key, key === own ? 1 : 0]),
      );
    }
    expect(events.counts.rows.map(({ type, events: n }) => [type, n])).toEqual(
      [...ODD].sort().map((key) => [key, 1]),
    );
  });

  it('are columns of a result that is made by hand', () => {
    const result = new Result({
      session: tally,
      name: 'odd',
      title: { en: 'Odd', zh: '怪' },
      schema: { name: column.text('column'), part: column.text('column'), n: column.count('users') },
      rows: [
        { name: 'a', part: '__proto__', n: 1 },
        { name: 'a', part: 'constructor', n: 2 },
        { name: 'b', part: 'constructor', n: 3 },
      ],
    });
    const { rows } = result.pivot('part', 'n');
    expect(rows.map((row) => Object.entries(row))).toEqual([
      [
        ['name', 'a'],
        ['__proto__', 1],
        ['constructor', 2],
      ],
      [
        ['name', 'b'],
        ['__proto__', null],
        ['constructor', 3],
      ],
    ]);
  });
});

describe('several columns of one name', () => {
  const path = () => files.lines('twice.csv', 'id,Age,age', '1,20,60', '2,30,70');

  it('are told where a file is loaded, and the one that is written as asked for is taken', async () => {
    const said =
      'CSV in utf-8, separated by commas. More than one column is named Age: the one written exactly so is taken, else the first.';
    const found = await load(tally, path());
    expect(found.account.note).toMatchObject({ en: said });
    expect(await rowsOf(found)).toMatchObject([
      { Age: 20, age_2: 60 },
      { Age: 30, age_2: 70 },
    ]);
    const taken = async (source: string) => {
      const contract = defineTable({ name: 'people', columns: { years: { type: 'integer', source } } });
      const checked = await load(tally, path(), { contract });
      expect(checked.account.note).toMatchObject({ en: expect.stringContaining(said) as string });
      return (await rowsOf(checked)).map(({ years }) => years);
    };
    expect(await taken('age')).toEqual([60, 70]);
    expect(await taken('Age')).toEqual([20, 30]);
    expect(await taken('AGE')).toEqual([20, 30]);
  });

  it('are an error where events need one of them', async () => {
    const events = files.lines('twice-events.csv', 'user,time,type,time', '1,1511600000,pv,1511600001');
    await expect(
      loadEvents(tally, events, { columns: { user: 'user', time: 'time', type: 'type' } }),
    ).rejects.toThrow(/twice-events\.csv: more than one column is named time\. Say by position/);
    const byPosition = { user: 1, time: 4, type: 3 };
    const loaded = await loadEvents(tally, events, { columns: byPosition, header: true });
    expect(
      await tally.engine.all(sql`SELECT event_time FROM ${loaded.events}`, { event_time: 'integer' }),
    ).toEqual([{ event_time: 1511600001 }]);
  });
});

describe('columns with the names of what the loader adds to rows', () => {
  it.each(['reviews.csv', 'reviews.ndjson'])('keep their values: %s', async (name) => {
    const rows = [
      { line: 7, text: 'good', malformed: 'no', problems: 1 },
      { line: 9, text: 'bad', malformed: 'yes', problems: 2 },
    ];
    const path = name.endsWith('csv')
      ? files.lines(
          name,
          Object.keys(rows[0] ?? {}).join(','),
          ...rows.map((row) => Object.values(row).join(',')),
        )
      : files.lines(name, ...rows.map((row) => JSON.stringify(row)));
    const loaded = await load(tally, path);
    const { rows: found } =
      await tally.query`SELECT line, text, malformed, problems FROM ${loaded} ORDER BY line`;
    expect(found).toEqual(rows.map((row) => ({ ...row, malformed: row.malformed === 'yes' })));
  });
});
