import type { Action, Reason } from './action.js';

/** A reason beside the values that decide it; null where they are not defined, as for a group without users. */
export interface CheckedReason<M extends string> extends Reason<M> {
  /** The measure of the group. */
  readonly value: number | null;
  /** The measure of all users. */
  readonly overall: number | null;
  /** Whether `value` lies on the side of `overall` that the action supposes; equal values do not. */
  readonly stands: boolean | null;
}

/**
 * Looks up the values behind an action, so that advice which the data do not bear out shows it.
 *
 * @param group means of the segment or region; undefined when it has no users.
 * @param all the same means over all users.
 * @example
 * const [action] = SEGMENT_ACTIONS.lost;
 * checkReasons(action, profile?.means, overallMeans(profiles));
 * // [{ measure: 'loginGap', is: 'above', value: 21.2, overall: 14.6, stands: true }, …]
 */
export function checkReasons<M extends string>(
  action: Action<M>,
  group: Readonly<Record<M, number | null>> | undefined,
  all: Readonly<Record<M, number | null>> | null,
): CheckedReason<M>[] {
  return action.because.map((reason) => {
    const [value, overall] = [group?.[reason.measure] ?? null, all?.[reason.measure] ?? null];
    if (value === null || overall === null) return { ...reason, value, overall, stands: null };
    return { ...reason, value, overall, stands: reason.is === 'above' ? value > overall : value < overall };
  });
}
