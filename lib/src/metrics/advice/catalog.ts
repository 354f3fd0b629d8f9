import type { Text } from '../../core/label.js';
import type { Categories } from '../../core/schema.js';

/** Why an action is advised: a measure of these users is above or below that of all users. */
export interface Reason<M extends string = string> {
  readonly measure: M;
  readonly is: 'above' | 'below';
}

/** One recommendation; `M` names the measures that can justify it, `H` the times at which it can start. */
export interface Action<M extends string = string, H extends string = string> {
  readonly goal: Text;
  readonly steps: readonly [Text, ...Text[]];
  /** How the action reaches its users: a call, a message, the app. */
  readonly channels: readonly [Text, ...Text[]];
  readonly horizon: H;
  /** All of them must hold in the data; `checkReasons` checks whether they do, where they could fail. */
  readonly because: readonly [Reason<M>, ...Reason<M>[]];
  /** The monetary measure that the cost per user must stay below. Default: no limit. */
  readonly costBelow?: M;
}

/** At least one action for every group. */
export type Actions<M extends string = string, H extends string = string> = readonly [
  Action<M, H>,
  ...Action<M, H>[],
];

/**
 * What to do for each group: actions for every key (a missing group does not compile), and the times at which they
 * start, in order.
 *
 * @example
 * const catalog: Catalog<'loyal' | 'lost', 'recency' | 'monetary'> = {
 *   horizons: { now: { label: 'This month' }, later: { label: 'This quarter' } },
 *   actions: { loyal: […], lost: […] },
 * };
 */
export interface Catalog<K extends string, M extends string = string, H extends string = string> {
  readonly horizons: Categories<H>;
  /** Measures by which the groups were made, or that follow from these: they say whom a group holds, and support nothing. */
  readonly defining?: readonly M[];
  readonly actions: Readonly<Record<K, Actions<M, H>>>;
}
