/** Rows with a label and an outcome, or its distance from something. */
export interface OutcomeLabels {
  /** Parts of the rows, each with an order of its own; such as segments. */
  readonly part: Int32Array;
  readonly label: Int32Array;
  readonly outcome: Float64Array;
}

/** Labels that change this rarely, of how often those of a shuffle do, follow the outcome. */
const RARELY = 0.1;

/** Fewer changes than these are no pattern to speak of. */
const LEAST = 10;

/**
 * Whether labels can only have been made from an outcome: in its order, they change at most a tenth as often as labels
 * that have nothing to do with it would, n - 1 times the share of pairs with different labels. Such a label explains the
 * outcome because it is the outcome in other words. Any number of cuts is found, as long as they are few for the rows.
 *
 * Rows with equal outcomes count as in the order given, which must not depend on labels.
 * @example
 * restatesOutcome({ part, outcome, label: outcome.map((y) => Number(y > 0.6)) }); // true
 */
export function restatesOutcome({ part, label, outcome }: OutcomeLabels): boolean {
  const order = Int32Array.from(outcome.keys()).sort(
    (a, b) => (part[a] ?? 0) - (part[b] ?? 0) || (outcome[a] ?? 0) - (outcome[b] ?? 0) || a - b,
  );
  let [changes, expected] = [0, 0];
  for (let from = 0; from < order.length;) {
    const own = part[order[from] ?? 0];
    const counts = new Map<number, number>();
    let to = from;
    for (; to < order.length && part[order[to] ?? 0] === own; to += 1) {
      const value = label[order[to] ?? 0] ?? 0;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (to > from && value !== label[order[to - 1] ?? 0]) changes += 1;
    }
    const n = to - from;
    const pairs = [...counts.values()].reduce((sum, count) => sum + count * (n - count), 0);
    if (n > 1) expected += pairs / n;
    from = to;
  }
  return expected >= LEAST && changes <= RARELY * expected;
}
