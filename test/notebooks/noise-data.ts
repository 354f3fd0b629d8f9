import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { seededRandom, type Random } from '../../studies/src/study/random.js';

/** Files in which nothing goes with anything else, name to path. */
export interface NoiseData {
  readonly folder: string;
  readonly users: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly orders: Readonly<Record<string, string>>;
  readonly customers: Readonly<Record<string, string>>;
}

const WINDOW = { start: 1_511_539_200, days: 9 } as const;
const DAY = 86_400;
const COLUMNS = 16;
const [FREQUENCY, ORDER_VALUE, SPENDING] = [9, 10, 11] as const;
/** Index, number and id of a user. */
const IDS = 3;

export function noiseData(): NoiseData {
  const folder = mkdtempSync(join(tmpdir(), 'tally-noise-'));
  const written = (name: string, lines: readonly string[]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const [header = '', ...rows] = readFileSync('data/sample/users.csv', 'utf-8').trim().split('\n');
  const users = rows
    .map((row) => row.split(','))
    .filter((cells) => cells.length === COLUMNS && cells.slice(1).every((cell) => cell !== ''));
  const [names = '', ...customers] = readFileSync('data/sample/customers.csv', 'utf-8').trim().split('\n');
  const events = gunzipSync(readFileSync('data/sample/events.csv.gz'))
    .toString()
    .trim()
    .split('\n')
    .slice(0, 40_000)
    .map((row) => row.split(','));
  return {
    folder,
    users: {
      'users whose columns are shuffled': written('shuffled-users', [header, ...shuffledUsers(users)]),
      'two kinds of equal users': written('two-kinds', [header, ...twoKinds(users)]),
    },
    events: {
      'events without any effect': written('even-events', evenEvents()),
      'events whose columns are shuffled': written('shuffled-events', shuffledEvents(events)),
    },
    orders: {
      'orders without any effect': written('even-orders', evenOrders()),
    },
    customers: {
      'customers whose columns are shuffled': written('shuffled-customers', [
        names,
        ...shuffledColumns(customers.map((row) => row.split(','))),
      ]),
    },
  };
}

/** Each column keeps its values and loses its users. Spending follows from orders and their value, as it must. */
function shuffledUsers(users: readonly (readonly string[])[]): string[] {
  const random = seededRandom(14);
  const columns = Array.from({ length: COLUMNS }, (_, column) => {
    const values = users.map((cells) => cells[column] ?? '');
    return column < IDS ? values : shuffled(values, random);
  });
  return users.map((_, row) => consistent(columns.map((values) => values[row] ?? '')).join(','));
}

/** Each column keeps its values and loses its customers. */
function shuffledColumns(rows: readonly (readonly string[])[]): string[] {
  const random = seededRandom(17);
  const columns = (rows[0] ?? []).map((_, column) =>
    shuffled(
      rows.map((cells) => cells[column] ?? ''),
      random,
    ),
  );
  return rows.map((_, row) => columns.map((values) => values[row] ?? '').join(','));
}

/** Every second user is the same, and so are the others. */
function twoKinds(users: readonly (readonly string[])[]): string[] {
  return Array.from({ length: 120 }, (_, row) => {
    const kind = users[row % 2] ?? [];
    return [String(row), String(row), `#${row + 1}`, ...consistent(kind).slice(IDS)].join(',');
  });
}

function consistent(cells: readonly string[]): string[] {
  const frequency = Number(cells[FREQUENCY]);
  const spending = Math.round(Number(cells[ORDER_VALUE]) * frequency);
  const changed: Readonly<Record<number, string>> = {
    [SPENDING]: String(spending),
    [ORDER_VALUE]: String(spending / frequency),
  };
  return cells.map((cell, column) => changed[column] ?? cell);
}

/** All users, categories, hours and days are alike: each event draws its own, and its type besides. */
function evenEvents(): string[] {
  const random = seededRandom(15);
  const event = () => {
    const category = random.integer(1, 120);
    const type = random.pick({ pv: 80, cart: 8, fav: 5, buy: 7 });
    const time = WINDOW.start + random.integer(0, WINDOW.days * DAY - 1);
    return [random.integer(1, 300), category * 100 + random.integer(0, 9), category, type, time].join(',');
  };
  return Array.from({ length: 24_000 }, event);
}

/** Users keep how much they do; what they do, to what, and when is dealt out anew. */
function shuffledEvents(events: readonly (readonly string[])[]): string[] {
  const random = seededRandom(16);
  const [goods, types, times] = [
    events.map(([, item = '', category = '']) => `${item},${category}`),
    events.map(([, , , type = '']) => type),
    events.map(([, , , , time = '']) => time),
  ].map((values) => shuffled(values, random));
  return events.map(([user], row) => [user, goods?.[row], types?.[row], times?.[row]].join(','));
}

/** All customers and days are alike: each order draws its own, so that nobody has a rhythm, stops or begins. */
function evenOrders(): string[] {
  const random = seededRandom(17);
  const order = (_: unknown, n: number) => {
    const day = new Date(Date.UTC(2024, 0, random.integer(1, 540))).toISOString().slice(0, 10);
    return [`o${n}`, `c${random.integer(1, 500)}`, day, random.integer(5, 150), 'completed'].join(',');
  };
  return ['order_id,customer_id,order_time,amount,status', ...Array.from({ length: 6000 }, order)];
}

function shuffled<T>(values: readonly T[], random: Random): T[] {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
