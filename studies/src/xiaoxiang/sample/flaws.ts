/** A row of a file, as text. */
export type Row = readonly string[];

/** Ways in which exports of orders go wrong, and how many rows of each are mixed in. */
export const ORDER_FLAWS = {
  /** The same line twice. */
  repeated: 6,
  /** Nobody's order: the whole order lacks its customer. */
  noCustomer: 3,
  /** A customer whom the customer file does not know. */
  unknownCustomer: 2,
  /** One order of two customers. */
  twoCustomers: 2,
  /** A quantity that is a word. */
  wordForNumber: 2,
  /** A day that does not exist. */
  noSuchDay: 1,
  /** An order of the year after. */
  future: 1,
  /** A tasting that cost nothing. */
  free: 5,
} as const;

const line = (order: string, customer: string, time: string, quantity: string, price: string): Row => [
  ...[order, customer, time, 'Yogurt', 'eggs and dairy', quantity, price, '', 'M01', 'completed'],
];

const repeat = <T>(times: number, make: (nth: number) => T): readonly T[] =>
  Array.from({ length: times }, (_, nth) => make(nth));

/** Rows of orders with the flaws mixed in, at fixed places. */
export function withOrderFlaws(rows: readonly Row[]): readonly Row[] {
  const at = (share: number): Row => rows[Math.floor(share * rows.length)] ?? [];
  const day = (share: number): string => at(share)[2] ?? '';
  const customer = (share: number): string => at(share)[1] ?? '';
  const flawed: readonly (readonly [number, Row])[] = [
    ...repeat(ORDER_FLAWS.repeated, (n) => [(n + 1) / 8, at((n + 1) / 8)] as const),
    ...repeat(
      ORDER_FLAWS.noCustomer,
      (n) => [0.2 + n / 10, line(`X0${n}`, '', day(0.2 + n / 10), '1', '18.8')] as const,
    ),
    ...repeat(
      ORDER_FLAWS.unknownCustomer,
      (n) => [0.5 + n / 10, line(`X1${n}`, `U9000${n}`, day(0.5 + n / 10), '2', '18.8')] as const,
    ),
    [0.33, line('X20', customer(0.33), day(0.33), '1', '18.8')],
    [0.33, line('X20', customer(0.66), day(0.33), '1', '18.8')],
    ...repeat(
      ORDER_FLAWS.wordForNumber,
      (n) => [0.4 + n / 5, line(`X3${n}`, customer(0.4), day(0.4 + n / 5), 'two', '18.8')] as const,
    ),
    [0.1, line('X40', customer(0.1), '2024-02-30 10:15', '1', '18.8')],
    [0.9, line('X50', customer(0.9), '2026-06-30 10:15', '1', '18.8')],
    ...repeat(
      ORDER_FLAWS.free,
      (n) => [0.55 + n / 20, line(`X6${n}`, customer(0.55 + n / 20), day(0.55 + n / 20), '1', '0')] as const,
    ),
  ];
  const places = flawed.toSorted((a, b) => b[0] - a[0]);
  const mixed = [...rows];
  for (const [share, row] of places) mixed.splice(Math.floor(share * rows.length) + 1, 0, row);
  return mixed;
}

/** Rows of customers that a loader sets aside: an id that stands already, and a day that does not exist. */
export const CUSTOMER_FLAWS: readonly Row[] = [
  ['U00007', '2024-03-01', 'organic', 'M01', '2.0', 'family'],
  ['U00008X', '2024-13-01', 'invitation', 'M02', '1.5', 'elderly'],
  ['U00009X', '2024-05-06', 'billboard', 'M03', '0.5', 'family'],
];
