import type { Role } from '../core/roles.js';
import type { Term } from '../core/term.js';
import type { OrderField } from '../mapping/names/orders.js';

export type { OrderField } from '../mapping/names/orders.js';

interface FieldDefinition {
  /** The column of the table of lines. */
  readonly column: string;
  readonly label: Term;
  readonly kind: 'text' | 'decimal' | 'timestamp';
  readonly role?: Role;
}

/** The fields of orders, in the order in which tables show them. */
export const ORDER_FIELDS: Readonly<Record<OrderField, FieldDefinition>> = {
  order: {
    column: 'order_id',
    label: 'order',
    kind: 'text',
  },
  customer: {
    column: 'customer_id',
    label: 'customer',
    kind: 'text',
    role: 'user',
  },
  time: {
    column: 'time',
    label: 'orderTime',
    kind: 'timestamp',
    role: 'time',
  },
  amount: {
    column: 'amount',
    label: 'amount',
    kind: 'decimal',
    role: 'amount',
  },
  quantity: {
    column: 'quantity',
    label: 'quantity',
    kind: 'decimal',
  },
  price: {
    column: 'unit_price',
    label: 'unitPrice',
    kind: 'decimal',
  },
  discount: {
    column: 'discount',
    label: 'discount',
    kind: 'decimal',
  },
  product: {
    column: 'product',
    label: 'product',
    kind: 'text',
  },
  category: {
    column: 'category',
    label: 'itemCategory',
    kind: 'text',
    role: 'category',
  },
  channel: {
    column: 'channel',
    label: 'channel',
    kind: 'text',
  },
  community: {
    column: 'community',
    label: 'community',
    kind: 'text',
  },
  country: {
    column: 'country',
    label: 'country',
    kind: 'text',
  },
  currency: {
    column: 'currency',
    label: 'currency',
    kind: 'text',
  },
  status: {
    column: 'status',
    label: 'orderStatus',
    kind: 'text',
  },
};

export const ORDER_FIELD_NAMES = Object.keys(ORDER_FIELDS) as readonly OrderField[];

/** Fields that a metric may ask for, beyond those that all orders have. */
export type OptionalField = Exclude<OrderField, 'order' | 'customer' | 'time' | 'amount'>;
