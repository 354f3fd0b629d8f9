import type { Term } from '../core/term.js';
import { CUSTOMER_NAMES } from './names/customers.js';
import { EVENT_NAMES } from './names/events.js';
import { knownNames, type Known } from './names/match.js';
import { ORDER_NAMES } from './names/orders.js';

/** The kinds of data: lines of orders, what users did, or one row per customer. */
export const DATA_KINDS = ['orders', 'events', 'customers'] as const;
export type DataKind = (typeof DATA_KINDS)[number];

/** What a column can hold in data of a kind. */
export interface FieldOfKind {
  readonly field: string;
  readonly label: Term;
  readonly needed: boolean;
  readonly known: Known;
}

const NEEDED: Readonly<Record<DataKind, readonly string[]>> = {
  orders: ['order', 'customer', 'time', 'amount'],
  events: ['user', 'time', 'type'],
  customers: ['user'],
};

const LABELS = {
  orders: {
    ...{ order: 'order', customer: 'customer', time: 'orderTime', amount: 'amount', quantity: 'quantity' },
    ...{ price: 'unitPrice', discount: 'discount', product: 'product', category: 'itemCategory' },
    ...{ channel: 'channel', community: 'community', country: 'country', currency: 'currency' },
    status: 'orderStatus',
  },
  events: {
    ...{ user: 'user', item: 'item', category: 'itemCategory', type: 'eventType', time: 'eventTime' },
    amount: 'amount',
  },
  customers: {
    ...{ user: 'user', recency: 'fieldRecency', frequency: 'fieldFrequency', monetary: 'fieldMonetary' },
    ...{ orderValue: 'fieldOrderValue', age: 'fieldAge', income: 'fieldIncome', gender: 'fieldGender' },
    ...{
      region: 'fieldRegion',
      interest: 'fieldInterest',
      category: 'itemCategory',
      minutes: 'fieldMinutes',
    },
    ...{ pages: 'fieldPages', subscribed: 'fieldSubscribed', segment: 'segment' },
  },
} as const satisfies Readonly<Record<DataKind, Readonly<Record<string, Term>>>>;

const NAMES = { orders: ORDER_NAMES, events: EVENT_NAMES, customers: CUSTOMER_NAMES } as const;

function fieldsOf(kind: DataKind): readonly FieldOfKind[] {
  const labels: Readonly<Record<string, Term>> = LABELS[kind];
  return Object.entries<readonly string[]>(NAMES[kind]).flatMap(([field, names]) => {
    const label = labels[field];
    return label === undefined
      ? []
      : [{ field, label, needed: NEEDED[kind].includes(field), known: knownNames(names) }];
  });
}

/** The fields of each kind of data, in the order in which tables show them. */
export const FIELDS_OF_KIND: Readonly<Record<DataKind, readonly FieldOfKind[]>> = {
  orders: fieldsOf('orders'),
  events: fieldsOf('events'),
  customers: fieldsOf('customers'),
};
