import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Tables with too little in them for most of what the notebooks ask: name to path. */
export interface TinyData {
  readonly folder: string;
  readonly users: Readonly<Record<string, string>>;
  readonly events: Readonly<Record<string, string>>;
  readonly orders: Readonly<Record<string, string>>;
  readonly customers: Readonly<Record<string, string>>;
  /** Users of whom two have bought nothing. */
  readonly withoutOrders: string;
}

const DAY = 86_400;
const START = 1_511_539_200;

const CORPUS = 'test/corpus/users';
const corpus = Object.fromEntries(
  readdirSync(CORPUS).map((name) => [`${basename(name, '.csv')} of the corpus`, join(CORPUS, name)]),
);

/** Writes tables cut from the sample, and names those of the corpus and beside this file. */
export function tinyData(): TinyData {
  const folder = mkdtempSync(join(tmpdir(), 'tally-tiny-'));
  const written = (name: string, lines: readonly string[]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  };
  const [header = '', ...rows] = readFileSync('data/sample/users.csv', 'utf-8').trim().split('\n');
  const sound = rows.filter((row) => row.split(',').length === 16 && !row.includes(',,')).slice(0, 4);
  /** The user without a purchase: columns 9 to 11 are purchases, order value and spending. */
  const idle = (row: string) =>
    row
      .split(',')
      .map((value, at) => (at >= 9 && at <= 11 ? '0' : value))
      .join(',');
  const ordersOf = (name: string, rows: readonly string[]) =>
    written(name, ['order_id,customer_id,order_time,product,quantity,unit_price', ...rows]);
  const [names = '', ...sample] = readFileSync('data/sample/customers.csv', 'utf-8').trim().split('\n');
  const at = (name: string) => names.split(',').indexOf(name);
  const [segment, outcome] = [at('profitability_segment'), at('retention_probability')];
  /** Customers of the sample, with some of their cells changed. */
  const changed = (rows: readonly string[], change: (cells: string[]) => void) =>
    rows.map((row) => {
      const cells = row.split(',');
      change(cells);
      return cells.join(',');
    });
  const customers = (name: string, rows: readonly string[]) => written(`customers-${name}`, [names, ...rows]);
  const all = gunzipSync(readFileSync('data/sample/events.csv.gz')).toString().trim().split('\n');
  const some = all.slice(0, 6000);
  const day = (line: string) => Math.floor((Number(line.split(',')[4]) - START) / DAY);
  return {
    folder,
    withoutOrders: written('without-orders', [header, ...sound.map((row, n) => (n < 2 ? idle(row) : row))]),
    users: {
      ...corpus,
      'nobody, since all rows break a rule': 'test/notebooks/tiny/all_rows_break_aov.csv',
    },
    customers: {
      'one customer': customers('one', sample.slice(0, 1)),
      'three customers': customers('three', sample.slice(0, 3)),
      'nine customers': customers('nine', sample.slice(0, 9)),
      'one segment': customers(
        'segment',
        changed(sample, (cells) => void (cells[segment] = 'Premium')),
      ),
      'one retention': customers(
        'constant',
        changed(sample, (cells) => void (cells[outcome] = '0.5')),
      ),
      'the same customer many times': customers(
        'same',
        Array.from({ length: 20 }, () => sample[0] ?? ''),
      ),
      'no anomalies': customers(
        'narrow',
        changed(sample, (cells) => void (cells[outcome] = String(0.5 + 0.1 * Number(cells[outcome])))),
      ),
    },
    events: {
      'one event': written('one-event', [`1,1,2,pv,${START + DAY}`]),
      'one user': written(
        'one-user',
        all.filter((line) => line.split(',')[0] === all[0]?.split(',')[0]),
      ),
      'no purchases': written(
        'no-purchases',
        some.filter((line) => !line.includes(',buy,')),
      ),
      'one day': written(
        'one-day',
        some.filter((line) => day(line) === 2),
      ),
      'nobody to wake': 'test/notebooks/tiny/nobody_to_wake.csv',
    },
    orders: {
      'one order': ordersOf('one-order', ['o1,anna,2024-05-01 10:00,Eggs,1,5']),
      'one customer': ordersOf(
        'one-customer',
        ['01', '11', '21'].map((day) => `o${day},anna,2024-05-${day} 10:00,Eggs,1,5`),
      ),
      'one day': ordersOf(
        'one-day-of-orders',
        ['anna', 'ben', 'carl', 'anna'].map((name, n) => `o${n},${name},2024-05-01 1${n}:00,Eggs,${n + 1},5`),
      ),
      'nobody twice': ordersOf(
        'nobody-twice',
        Array.from({ length: 9 }, (_, n) => `o${n},c${n},2024-0${n + 1}-05 10:00,Eggs,1,5`),
      ),
      'all customers alike': ordersOf(
        'alike',
        Array.from(
          { length: 60 },
          (_, n) =>
            `o${n},c${n % 6},2024-${String(1 + Math.floor(n / 6)).padStart(2, '0')}-05 10:00,Eggs,1,5`,
        ),
      ),
      'an order years later': ordersOf('years-later', [
        'o1,anna,2020-05-01 10:00,Eggs,1,5',
        'o2,ben,2020-05-03 10:00,Eggs,2,5',
        'o3,anna,2024-05-01 10:00,Eggs,1,5',
      ]),
      'a refund beyond all orders': ordersOf('refunds', [
        'o1,anna,2024-05-01 10:00,Eggs,1,5',
        'o2,ben,2024-05-02 10:00,Eggs,1,5',
        'r1,anna,2024-05-03 10:00,Eggs,-3,5',
        'r2,carl,2024-05-03 10:00,Eggs,-1,5',
      ]),
    },
  };
}
