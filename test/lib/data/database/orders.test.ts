import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  defineTable,
  load,
  loadEvents,
  loadOrders,
  open,
  orders,
  quality,
  rfm,
  segmentSizes,
  type Orders,
  type Tally,
} from 'tally';
import { Files } from '../../load/files.js';
import { hasMariadb, hasPostgres, startMariadb, startPostgres, type TestServer } from './servers.js';

const HEADER = 'order_id,customer_id,ordered_at,amount,status,category';
const COLUMNS =
  'order_id VARCHAR(20), customer_id VARCHAR(20), ordered_at DATETIME, amount DECIMAL(12,2), status VARCHAR(20), category VARCHAR(40)';

/** Orders of 40 customers over a year, some canceled, refunded or without customer. */
const LINES = Array.from({ length: 400 }, (_, n) => {
  const day = new Date(Date.UTC(2024, 0, 1 + ((n * 37) % 360), n % 24, (n * 7) % 60));
  const time = day.toISOString().slice(0, 19).replace('T', ' ');
  const amount = ((n * 7919) % 20_000) / 100 - (n % 17 === 0 ? 150 : 0);
  const customer = n % 41 === 0 ? '' : `c${n % 40}`;
  const category = ['家电', 'toys "🧸"', 'books, new'][n % 3] ?? '';
  return [`o${n}`, customer, time, amount.toFixed(2), n % 19 === 0 ? 'canceled' : 'paid', category] as const;
});

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const csv = (field: string) => (/[",]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
const value = (field: string) => (field === '' ? 'NULL' : `'${field.replaceAll("'", "''")}'`);

const servers: {
  readonly name: string;
  readonly isThere: boolean;
  readonly start: () => Promise<TestServer>;
}[] = [
  { name: 'MariaDB', isThere: hasMariadb, start: () => startMariadb() },
  { name: 'Postgres', isThere: hasPostgres, start: () => startPostgres() },
];

describe.each(servers)('the same orders from a file and from $name', ({ name, isThere, start }) => {
  const files = new Files();
  let server: TestServer;
  let tally: Tally;
  let fromFile: Orders;
  let fromTable: Orders;
  beforeAll(async () => {
    if (!isThere) return;
    [server, tally] = await Promise.all([start(), open({ threads: 2, currency: 'EUR' })]);
    const declared = name === 'Postgres' ? COLUMNS.replace('DATETIME', 'TIMESTAMP') : COLUMNS;
    const tuples = LINES.map((line) => `(${line.map(value).join(', ')})`);
    await server.run(
      `CREATE TABLE orders (${declared}, PRIMARY KEY (order_id)); INSERT INTO orders VALUES ${tuples.join(', ')}`,
    );
    const sorted = LINES.toSorted(([a], [b]) => (a < b ? -1 : 1));
    const path = files.lines('orders.csv', HEADER, ...sorted.map((line) => line.map(csv).join(',')));
    fromFile = await loadOrders(tally, path);
    fromTable = await loadOrders(tally, server.url('table=orders'), { passwordFile: server.passwordFile });
  });
  afterAll(async () => {
    files.remove();
    if (!isThere) return;
    tally.close();
    await server.stop();
  });
  const test = it.skipIf(!isThere);

  test('have the same account, content and tables', async () => {
    expect(fromTable.account.rows).toEqual(fromFile.account.rows);
    expect(fromTable.content.rows).toEqual(fromFile.content.rows);
    for (const table of ['lines', 'apart', 'orders', 'customers'] as const) {
      const rows = async (of: Orders) => (await tally.query`SELECT * FROM ${of[table]} ORDER BY ALL`).rows;
      expect(await rows(fromTable)).toEqual(await rows(fromFile));
    }
  });

  test('give the same metrics', async () => {
    const answers = async (shop: Orders) => {
      const scored = await rfm(shop.customers);
      return [(await segmentSizes(scored)).rows, (await orders.cohorts(shop)).rows];
    };
    expect(await answers(fromTable)).toEqual(await answers(fromFile));
  });

  test('set the same rows aside under a contract, and say why', async () => {
    const contract = defineTable({
      name: 'orders',
      columns: {
        order_id: { type: 'text' },
        amount: { type: 'decimal', min: 0, role: 'amount' },
        customer_id: { type: 'text' },
      },
      key: ['order_id'],
    });
    const url = server.url('table=orders');
    const { passwordFile } = server;
    const loaded = await load(tally, url, { contract, passwordFile });
    const file = await load(tally, `${files.folder}/orders.csv`, { contract });
    expect(loaded.rules.rows).toEqual(file.rules.rows);
    expect(loaded.quarantined).toBeGreaterThan(0);
    const reasons = async (of: typeof loaded) =>
      (await tally.query`SELECT line, reason FROM ${of.quarantine} ORDER BY line`).rows;
    const lines = await reasons(file);
    expect(await reasons(loaded)).toEqual(
      lines.map(({ line, reason }) => ({
        line: Number(line) - 1,
        reason: text(reason).replace('"" is missing', 'null is missing'),
      })),
    );
    const [first] = (await tally.query`SELECT text FROM ${loaded.quarantine} ORDER BY line LIMIT 1`).rows;
    expect(text(first?.['text'])).toMatch(/^\{"order_id":"o0","customer_id":null,"amount":"-150\.00"\}$/);
    expect(loaded.unusedColumns).toEqual(['ordered_at', 'status', 'category']);
    await expect(load(tally, url, { contract, passwordFile, onViolation: 'fail' })).rejects.toThrow(
      /break the contract/,
    );
  });

  test('show how they were read', async () => {
    const loaded = await load(tally, server.url('table=orders'), { passwordFile: server.passwordFile });
    expect(JSON.stringify(loaded.account.note)).toMatch(/"en":"(MySQL|Postgres)\."/);
    expect(loaded.name).toMatch(/^orders/);
    expect((await quality(loaded)).rows.length).toBeGreaterThan(0);
  });

  test('are events too', async () => {
    const query = `SELECT customer_id AS user_id, order_id AS item_id, status AS event_type, ordered_at AS event_time, amount
      FROM orders WHERE customer_id IS NOT NULL`;
    const events = await loadEvents(tally, server.url('').replace(/\?$/, ''), {
      ...{ query, passwordFile: server.passwordFile },
      columns: { user: 'user_id', item: 'item_id', type: 'event_type', time: 'event_time', amount: 'amount' },
    });
    const known = LINES.filter(([, customer]) => customer !== '');
    expect(events).toMatchObject({ rows: known.length, accepted: known.length });
    const { rows } =
      await tally.query`SELECT CAST(sum(amount) AS DECIMAL(18, 2)) AS amount, min(event_time) AS first FROM ${events.events}`;
    expect(rows[0]?.['amount']).toBeCloseTo(
      known.reduce((sum, line) => sum + Number(line[3]), 0),
      6,
    );
  });
});
