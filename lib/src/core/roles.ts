import type { Kind, Shape } from '../engine/shape.js';

/**
 * What metrics need from a table, independent of its column names. The kinds determine which columns can play a role.
 */
export const ROLES = {
  /** The user: one row per user in user tables. */
  user: ['text', 'integer'],
  /** The time. */
  time: ['timestamp', 'date', 'integer'],
  /** Money of one order. */
  amount: ['integer', 'decimal', 'double'],
  /** Days since the last purchase, visit or login; lower is better. */
  recency: ['integer', 'decimal', 'double'],
  /** Number of purchases. */
  frequency: ['integer', 'decimal', 'double'],
  /** Total spending. */
  monetary: ['integer', 'decimal', 'double'],
  /** The user's own average order value. */
  orderValue: ['integer', 'decimal', 'double'],
  age: ['integer', 'decimal', 'double'],
  income: ['integer', 'decimal', 'double'],
  gender: ['text'],
  region: ['text'],
  interest: ['text'],
  /** Preferred or bought category. */
  category: ['text'],
  /** Minutes on the site. */
  minutes: ['integer', 'decimal', 'double'],
  pages: ['integer', 'decimal', 'double'],
  subscribed: ['boolean'],
  /** The group assigned to a user by scoring or by an export. */
  segment: ['text'],
  /** Position in the file, for rules that depend on its order. */
  row: ['integer'],
} as const satisfies Readonly<Record<string, readonly Kind[]>>;

export type Role = keyof typeof ROLES;

/** Which column plays which role. */
export type Roles = Readonly<Partial<Record<Role, string>>>;

type KindOf<R extends Role> = (typeof ROLES)[R][number];

/** The columns of a shape that can play a role; any name if the shape is known only at run time. */
export type ColumnFor<S extends Shape, R extends Role> = string extends keyof S
  ? string
  : { [C in keyof S]: S[C] extends KindOf<R> | `${KindOf<R>}?` ? C : never }[keyof S] & string;
