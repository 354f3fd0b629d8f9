/** A popular package and a cell that uses it: a row of the table in kernel/README.md. */
export interface PopularPackage {
  readonly name: string;
  readonly version: string;
  /** What else is installed for it, such as its types. */
  readonly beside?: Readonly<Record<string, string>>;
  /** What the cell uses, in words. */
  readonly used: string;
  readonly cell: string;
  /** What the cell's value is shown as: a type of its bundle, and how that begins. */
  readonly shown: readonly [type: string, start: string];
  /** A name of the cell, and what inspecting it says among other things. */
  readonly typed: readonly [name: string, type: string];
  /** A cell that the types refuse. */
  readonly wrong?: string;
  readonly note?: string;
}

const table = (...columns: readonly string[]) =>
  ['text/html', `<table>\n<thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr>`] as const;

export const PACKAGES: readonly PopularPackage[] = [
  {
    name: 'date-fns',
    version: '4.4.0',
    used: '`addDays`',
    cell: `import { addDays } from 'date-fns'; const day = addDays(new Date(0), 1); day`,
    shown: ['text/plain', '1970-01-02T00:00:00.000Z'],
    typed: ['day', 'Date'],
    wrong: 'addDays(1n, 1)',
  },
  {
    name: 'zod',
    version: '4.6.7',
    used: '`object`, `parse`',
    cell: `import { z } from 'zod'; const parsed = z.object({ n: z.number() }).parse({ n: 1 }); parsed`,
    shown: ['text/plain', '{ n: 1 }'],
    typed: ['parsed', '{ n: number; }'],
    wrong: 'parsed.n.length',
  },
  {
    name: 'd3-array',
    version: '3.2.5',
    beside: { '@types/d3-array': '3.2.2' },
    used: '`rollup`',
    cell: `import { rollup, sum } from 'd3-array';
const rows = [{ place: 'a', paid: 1 }, { place: 'a', paid: 2 }];
const totals = rollup(rows, (group) => sum(group, ({ paid }) => paid), ({ place }) => place);
totals`,
    shown: table('key', 'value'),
    typed: ['totals', 'InternMap<string, number>'],
    wrong: 'sum([1]).length',
  },
  {
    name: 'arquero',
    version: '8.0.3',
    // 2.7.0 asks for a package that could not be installed.
    beside: { '@uwdata/flechette': '2.6.0' },
    used: '`table`, `derive`',
    cell: `import * as aq from 'arquero'; const derived = aq.table({ x: [1, 2] }).derive({ y: (d) => d.x * 2 }); derived`,
    shown: table('x', 'y'),
    typed: ['derived', 'ColumnTable'],
    wrong: 'derived.nothing()',
  },
  {
    name: 'apache-arrow',
    version: '21.2.0',
    used: '`tableFromArrays`',
    cell: `import { tableFromArrays } from 'apache-arrow'; const arrow = tableFromArrays({ x: Int32Array.of(1, 2) }); arrow`,
    shown: table('x'),
    typed: ['arrow', 'Table<{ x: Int32; }>'],
    wrong: 'tableFromArrays(1)',
  },
  {
    name: 'nodejs-polars',
    version: '0.26.1',
    beside:
      process.platform === 'linux' && process.arch === 'x64'
        ? { 'nodejs-polars-linux-x64-gnu': '0.26.1' }
        : {},
    used: '`DataFrame`, `sort`',
    cell: `import pl from 'nodejs-polars'; const sorted = pl.DataFrame({ x: [2, 1] }).sort('x'); sorted`,
    shown: table('x'),
    typed: ['sorted', 'DataFrame<{ x: Float64; }>'],
    wrong: 'sorted.nothing()',
    note:
      'with Node.js 20, npm leaves out its compiled part, which asks for 22 and works with 20: ' +
      '`npm install nodejs-polars-linux-x64-gnu`, or that of another platform',
  },
  {
    name: '@observablehq/plot',
    version: '0.6.17',
    beside: { jsdom: '29.1.1', '@types/jsdom': '30.0.0' },
    used: '`plot`, in a document of jsdom',
    cell: `import * as Plot from '@observablehq/plot'; import { JSDOM } from 'jsdom';
const { document } = new JSDOM('').window;
const dots = Plot.plot({ document, marks: [Plot.dot([[1, 2]])] });
dots`,
    shown: ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" class="plot-'],
    typed: ['dots', 'SVGSVGElement'],
    wrong: `Plot.plot({ width: 'x' })`,
  },
  {
    name: 'vega-lite-api',
    version: '6.0.0',
    used: '`markBar`, `encode`',
    cell: `import * as vl from 'vega-lite-api'; const bars = vl.markBar().data([{ a: 1 }]).encode(vl.x().fieldQ('a')); bars`,
    shown: ['application/vnd.vegalite.v5+json', '{'],
    typed: ['bars', 'any'],
    note: 'has no types',
  },
  {
    name: 'simple-statistics',
    version: '7.12.1',
    used: '`linearRegression`',
    cell: `import { linearRegression } from 'simple-statistics'; const line = linearRegression([[0, 1], [1, 3]]); line`,
    shown: ['text/plain', '{ m: 2, b: 1 }'],
    typed: ['line', '{ m: number; b: number; }'],
    wrong: `linearRegression('x')`,
  },
  {
    name: 'lodash-es',
    version: '4.18.1',
    beside: { '@types/lodash-es': '4.17.12' },
    used: '`groupBy`',
    cell: `import { groupBy } from 'lodash-es'; const groups = groupBy([{ k: 'a' }, { k: 'b' }], ({ k }) => k); groups`,
    shown: ['text/plain', "{ a: [ { k: 'a' } ], b: [ { k: 'b' } ] }"],
    typed: ['groups', 'Dictionary<{ k: string; }[]>'],
    wrong: 'groupBy([1]).a.nothing',
  },
  {
    name: 'p-limit',
    version: '7.3.3',
    used: 'one at a time',
    cell: `import pLimit from 'p-limit'; const limit = pLimit(1); await Promise.all([1, 2].map((n) => limit(async () => n * 2)))`,
    shown: ['text/plain', '[ 2, 4 ]'],
    typed: ['limit', 'LimitFunction'],
    wrong: `pLimit('x')`,
  },
  {
    name: 'execa',
    version: '9.6.1',
    used: 'a child process',
    cell: `import { execa } from 'execa'; const { stdout } = await execa('node', ['-p', '6 * 7']); stdout`,
    shown: ['text/plain', '42'],
    typed: ['stdout', 'string'],
    wrong: 'await execa(1)',
  },
  {
    name: 'got',
    version: '14.6.6',
    used: 'a request to a server of the cell',
    cell: `import got from 'got'; import { once } from 'node:events'; import { createServer } from 'node:http';
const site = createServer((_, response) => response.end('{"n":1}')).listen(0, '127.0.0.1');
await once(site, 'listening');
const { port } = site.address() as { port: number };
const answer = await got(\`http://127.0.0.1:\${port}\`).json<{ n: number }>();
site.close();
answer`,
    shown: ['text/plain', '{ n: 1 }'],
    typed: ['answer', '{ n: number; }'],
    wrong: 'got.nothing()',
  },
  {
    name: 'nanoid',
    version: '5.1.16',
    used: '`customAlphabet`',
    cell: `import { customAlphabet } from 'nanoid'; const id = customAlphabet('a', 5)(); id`,
    shown: ['text/plain', 'aaaaa'],
    typed: ['id', 'string'],
    wrong: `customAlphabet('a', '5')`,
  },
  {
    name: 'chalk',
    version: '5.6.2',
    used: 'a color',
    cell: `import { Chalk } from 'chalk'; const chalk = new Chalk({ level: 1 }); chalk.red('x')`,
    shown: ['text/plain', '\u001B[31mx\u001B[39m'],
    typed: ['chalk', 'ChalkInstance'],
    wrong: `chalk.nothing('x')`,
  },
  {
    name: 'ml-kmeans',
    version: '7.0.1',
    used: '`kmeans`',
    cell: `import { kmeans } from 'ml-kmeans'; const found = kmeans([[1], [9]], 2, { initialization: [[1], [9]] }); found.clusters`,
    shown: ['text/plain', '[ 0, 1 ]'],
    typed: ['found', 'KMeansResult'],
    wrong: 'kmeans(1)',
  },
  {
    name: 'mysql2',
    version: '3.24.6',
    used: '`createPool`, `format`',
    cell: `import mysql from 'mysql2/promise'; const pool = mysql.createPool({ host: '127.0.0.1' });
await pool.end();
mysql.format('SELECT ?', ["it's"])`,
    shown: ['text/plain', String.raw`SELECT 'it\'s'`],
    typed: ['pool', 'mysql.Pool'],
    wrong: 'mysql.nothing()',
  },
  {
    name: 'pg',
    version: '8.23.1',
    beside: { '@types/pg': '8.23.1' },
    used: '`Client`, `escapeLiteral`',
    cell: `import pg from 'pg'; const client = new pg.Client(); client.escapeLiteral("it's")`,
    shown: ['text/plain', `'it''s'`],
    typed: ['client', 'Client'],
    wrong: `new pg.Client({ port: 'x' })`,
  },
  {
    name: 'ws',
    version: '8.23.0',
    beside: { '@types/ws': '8.18.2' },
    used: 'a server and a client',
    cell: `import { once } from 'node:events'; import { WebSocket, WebSocketServer } from 'ws';
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
server.on('connection', (peer) => peer.on('message', (text) => peer.send(\`\${text}!\`)));
await once(server, 'listening');
const socket = new WebSocket(\`ws://127.0.0.1:\${(server.address() as { port: number }).port}\`);
socket.once('open', () => socket.send('hello'));
const [echoed] = await once(socket, 'message');
socket.terminate();
server.close();
String(echoed)`,
    shown: ['text/plain', 'hello!'],
    typed: ['server', 'Server<typeof WebSocket, typeof IncomingMessage>'],
    wrong: 'server.nothing()',
  },
  {
    name: 'danfojs-node',
    version: '1.2.0',
    used: '`DataFrame`',
    cell: `import * as dfd from 'danfojs-node'; const frame = new dfd.DataFrame({ x: [1, 2] }); frame`,
    shown: table('x'),
    typed: ['frame', 'dfd.DataFrame'],
    wrong: 'dfd.nothing()',
    note: 'installs without compiling with the overrides in this repository’s `package.json`',
  },
];
