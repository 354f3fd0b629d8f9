import { describe, expect, it } from 'vitest';
import { ColumnsError, OptionsError } from 'tally';
import {
  lacking,
  missingFields,
  orderColumns,
  orderContract,
  type OrderColumnNames,
  type WrittenAs,
} from '../../../lib/src/orders/columns.js';
import type { OrderField } from '../../../lib/src/orders/fields.js';

const found = (columns: readonly string[], names: OrderColumnNames = {}) =>
  Object.fromEntries(orderColumns('o.csv', columns, names));

describe('the columns of orders', () => {
  it('are found by their usual names, the most usual first, and not by a part of a name', () => {
    expect(found(['Date', 'User ID', 'customer_id', 'Customer', 'order no', 'Amount (EUR)', 'x'])).toEqual({
      order: 'order no',
      customer: 'customer_id',
      time: 'Date',
      amount: 'Amount (EUR)',
    });
    expect(found(['order_id', 'gross total', 'price of it'])).toEqual({ order: 'order_id' });
  });

  it('are no shares of them: a percent sign is none of money', () => {
    const columns = [
      'order_id',
      'customer',
      'date',
      'quantity',
      'Price %',
      'price',
      'Discount (%)',
      'Discount',
    ];
    expect(found(columns)).toMatchObject({ price: 'price', discount: 'Discount' });
    expect(found(['order_id', 'amount', 'discount％'])).toEqual({ order: 'order_id', amount: 'amount' });
    expect(found(columns, { price: 'Price %' })).toMatchObject({ price: 'Price %' });
  });

  it('are those of the name that is given, to the sign', () => {
    const columns = ['#', 'order_id', 'customer_id', 'date', '%', '$', 'net', 'net*'];
    expect(found(columns, { amount: '$' })).toMatchObject({ amount: '$' });
    expect(found(columns, { amount: 6 })).toMatchObject({ amount: '$' });
    expect(found(columns, { amount: 'Net*' })).toMatchObject({ amount: 'net*' });
    expect(() => found(columns, { amount: '€' })).toThrow('o.csv has no column "€". Its columns');
  });

  it('are not looked for where they are given, nor among those that are', () => {
    const columns = ['customer_id', 'amount', 'Total'];
    for (const discount of ['Total', 'total ', 3]) {
      expect(found(columns, { discount })).toEqual({
        customer: 'customer_id',
        amount: 'amount',
        discount: 'Total',
      });
    }
    expect(found(['customer_id', 'amount', 'discount'], { discount: null, customer: null })).toEqual({
      amount: 'amount',
    });
    expect(() => found(columns, { discount: null })).toThrow(
      new ColumnsError(
        'o.csv: "amount", "Total" could each be the amount. Say which: columns: { amount: "amount" }.',
        ['amount'],
      ),
    );
    expect(found(['status', 'order_status', 'amount'])).toEqual({ amount: 'amount', status: 'status' });
  });

  it('have no amount where a price is named, unless the amount is too', () => {
    const columns = ['quantity', 'each', 'amount'];
    const priced = { quantity: 'quantity', price: 'each' };
    expect(found(columns, { price: 'each' })).toEqual(priced);
    expect(found(columns, { price: 2 })).toEqual(priced);
    expect(found(columns, { price: 'each', amount: 'amount' })).toEqual({ ...priced, amount: 'amount' });
    expect(found(columns, { price: null })).toEqual({ quantity: 'quantity', amount: 'amount' });
    expect(found(['quantity', 'price', 'amount'])).toEqual({
      quantity: 'quantity',
      price: 'price',
      amount: 'amount',
    });
  });

  it('may be meant by position, where no other has the same name', () => {
    expect(found(['p', 'q'], { order: 1, customer: 2 })).toEqual({ order: 'p', customer: 'q' });
    for (const position of [0, 3, 1.5]) {
      expect(() => found(['p', 'q'], { order: position })).toThrow(
        new ColumnsError(`o.csv has no column ${position}: positions are whole numbers from 1 to 2.`, [
          String(position),
        ]),
      );
    }
    expect(() => found(['p', 'q', 'Q '], { order: 2 })).toThrow(
      new ColumnsError(
        'o.csv: more than one column is named "q". Give them different names, so that one can be meant.',
        ['q'],
      ),
    );
  });

  it('are refused by a name that neither orders nor the file have', () => {
    expect(() => found(['p', 'q'], { order: 'Bestellung' })).toThrow(
      new ColumnsError('o.csv has no column "Bestellung". Its columns are: "p", "q".', ['Bestellung']),
    );
    expect(() => found(['order no.', 'q'], { order: 'ordr no' })).toThrow(
      'o.csv has no column "ordr no". Did you mean "order no."? Its columns are: "order no.", "q".',
    );
    const names = (one: object) => one as OrderColumnNames;
    expect(() => found(['p'], names({ zzz: 'p' }))).toThrow(
      new OptionsError(
        '"zzz" is not a column of orders. Columns are order, customer, time, amount, quantity, price, discount, ' +
          'product, category, channel, community, country, currency, status.',
      ),
    );
    expect(() => found(['p'], names({ amont: 'p' }))).toThrow(
      '"amont" is not a column of orders. Did you mean amount?',
    );
  });
});

describe('the columns that orders need', () => {
  const columns = (...fields: readonly OrderField[]) =>
    new Map(fields.map((field): [OrderField, string] => [field, field]));

  it('are order, customer, time and amount, or quantity and price in its place', () => {
    expect(missingFields(columns(), {})).toEqual(['order', 'customer', 'time', 'amount']);
    expect(missingFields(columns('quantity', 'time'), { order: null })).toEqual(['customer', 'amount']);
    expect(missingFields(columns('price', 'customer'), { customer: null })).toEqual([
      'order',
      'time',
      'amount',
    ]);
    expect(missingFields(columns('order', 'customer', 'time', 'price', 'quantity'), {})).toEqual([]);
    expect(missingFields(columns('order', 'customer', 'amount'), {})).toEqual(['time']);
  });

  it('are asked for by name', () => {
    expect(lacking('o.csv', ['p', 'q'], ['order', 'amount'])).toEqual(
      new ColumnsError(
        'o.csv: no column is known to be the order, the amount of an order. In place of an amount, quantity and price ' +
          `will do. Say which: columns: { order: '…', amount: '…' }. The file's columns are: "p", "q".`,
        ['order', 'amount'],
      ),
    );
    expect(lacking('o.csv', ['p'], ['time']).message).toBe(
      `o.csv: no column is known to be the time of an order. Say which: columns: { time: '…' }. The file's columns are: "p".`,
    );
    expect(lacking('o.csv', ['p', 'q'], ['amount'], ['p', 'q']).message).toContain(
      'the amount of an order. "p", "q" could each be the amount. Say which: columns',
    );
  });
});

describe('the contract of orders', () => {
  const written: WrittenAs = { timeZone: 'Asia/Shanghai', dateFormat: undefined, amountPer: 'line' };
  const rules = (fields: readonly OrderField[], options: Partial<WrittenAs> = {}) => {
    const columns = new Map(fields.map((field): [OrderField, string] => [field, `the ${field}`]));
    const contract = orderContract(columns, { ...written, ...options });
    return Object.fromEntries(
      Object.entries(contract.columns).map(([name, { label, ...rule }]) => [
        name,
        label === undefined ? {} : rule,
      ]),
    );
  };
  const exact = { precision: 38, scale: 10, round: true };

  it('needs order, time, amount and currency, and money has ten places', () => {
    expect(rules(['order', 'customer', 'time', 'amount', 'quantity', 'price', 'currency'])).toEqual({
      order_id: { type: 'text', source: 'the order' },
      customer_id: { type: 'text?', source: 'the customer', role: 'user' },
      time: { type: 'timestamp', source: 'the time', role: 'time', timeZone: 'Asia/Shanghai' },
      amount: { type: 'decimal', source: 'the amount', role: 'amount', ...exact, format: 'money' },
      quantity: { type: 'decimal?', source: 'the quantity', ...exact },
      unit_price: { type: 'decimal?', source: 'the price', ...exact, format: 'money' },
      currency: { type: 'text', source: 'the currency' },
    });
  });

  it('needs quantity and price without an amount, and no amount of each line of an order', () => {
    expect(rules(['time', 'quantity', 'price', 'discount'], { dateFormat: '%d/%m/%y' })).toMatchObject({
      time: { dateFormat: '%d/%m/%y' },
      quantity: { type: 'decimal' },
      unit_price: { type: 'decimal' },
      discount: { type: 'decimal?', format: 'money' },
    });
    expect(rules(['amount', 'category'], { amountPer: 'order' })).toMatchObject({
      amount: { type: 'decimal?' },
      category: { type: 'text?', role: 'category' },
    });
  });
});
