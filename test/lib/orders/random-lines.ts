import fc from 'fast-check';

/** A line as a file has it. Amounts are in cents, so that sums of the reference are exact. */
export interface TestLine {
  readonly order: string;
  /** Empty for none. */
  readonly customer: string;
  /** `2024-03-01 13:00:00` */
  readonly time: string;
  readonly quantity: number;
  /** Cents. */
  readonly price: number;
  readonly product: string;
  readonly category: string;
  readonly status: string;
}

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** `2024-01-01` and later. */
export const dateAfter = (days: number): string => new Date(START + days * DAY).toISOString().slice(0, 10);

const CUSTOMERS = ['anna', 'bert', 'cora', 'dora', 'emil'] as const;
const PRODUCTS = ['pen', 'ink', 'pad', 'cap', 'bag'] as const;
const CATEGORY: Readonly<Record<string, string>> = {
  pen: 'desk',
  ink: 'desk',
  pad: 'desk',
  cap: 'wear',
  bag: 'wear',
};

interface Options {
  /** Also lines without a customer, orders with two, canceled ones, and equal lines. */
  readonly flawed?: boolean;
}

/** Lines of up to twenty orders of five customers within ninety days; some are returns, some are free. */
export function randomLines({ flawed = false }: Options = {}): fc.Arbitrary<TestLine[]> {
  const order = fc.record({
    customer: fc.constantFrom(...CUSTOMERS, ...(flawed ? [''] : [])),
    day: fc.nat(89),
    hour: fc.nat(23),
    lines: fc.array(
      fc.record({
        product: fc.constantFrom(...PRODUCTS),
        quantity: fc.constantFrom(1, 1, 2, 3, 5, -1, -2),
        price: fc.constantFrom(0, 250, 999, 1001, 333),
        late: fc.nat(2),
        status: fc.constantFrom('', ...(flawed ? ['Paid', 'CANCELLED', ' refunded'] : [])),
        twice: flawed ? fc.boolean() : fc.constant(false),
        other: flawed ? fc.constantFrom('', '', '', '', '', '', 'emil') : fc.constant(''),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  });
  return fc.array(order, { minLength: 1, maxLength: 20 }).map((orders) =>
    orders.flatMap(({ customer, day, hour, lines }, index) =>
      lines.flatMap(({ product, late, twice, other, ...line }): TestLine[] => {
        const made = {
          ...line,
          order: `o${index}`,
          customer: other === '' ? customer : other,
          time: `${dateAfter(day)} ${String(Math.min(23, hour + late)).padStart(2, '0')}:00:00`,
          product,
          category: CATEGORY[product] ?? '',
        };
        return twice ? [made, made] : [made];
      }),
    ),
  );
}

const HEADER = 'order_id,customer_id,order_time,quantity,unit_price,product,category,status';

/** The lines as a file. */
export function csvOf(lines: readonly TestLine[]): string {
  const rows = lines.map((line) =>
    [
      ...[line.order, line.customer, line.time, String(line.quantity), (line.price / 100).toFixed(2)],
      ...[line.product, line.category, line.status],
    ].join(','),
  );
  return `${[HEADER, ...rows].join('\n')}\n`;
}
