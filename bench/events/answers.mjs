/**
 * What the study publishes, as whole numbers: every share and rate is a quotient of two of them. All sides fill
 * the same fields; `hours` and `retention` have a row an hour and a day, segments stand in their published order.
 *
 * @typedef {{
 *   events: number,
 *   concentration: { purchases: number, categories: number, sold: number, reaching80: number,
 *     purchasesWithin: number },
 *   funnel: { users: number, viewed: number, carted: number, favored: number, interested: number, bought: number,
 *     interestedAndBought: number, interestedNotBought: number, boughtNotInterested: number },
 *   segments: Record<'vip' | 'new' | 'wake' | 'lost', { users: number, orders: number }>,
 *   cohorts: readonly number[],
 *   retention: readonly { day: number, eligible: number, retained: number }[],
 *   hours: readonly { hour: number, pv: number, users: number, purchases: number, buyers: number }[],
 * }} Answers
 */

/**
 * Where two answers differ, one line each; what only one of them has differs too.
 *
 * @param {unknown} ours
 * @param {unknown} theirs
 * @returns {string[]}
 */
export function differences(ours, theirs, path = '') {
  if (isObject(ours) && isObject(theirs)) {
    const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
    return [...keys].flatMap((key) => differences(ours[key], theirs[key], path ? `${path}.${key}` : key));
  }
  return ours === theirs ? [] : [`${path}: ${JSON.stringify(ours)} here, ${JSON.stringify(theirs)} there`];
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isObject = (value) => typeof value === 'object' && value !== null;

/** @param {string} peer @param {Answers} ours @param {Answers} theirs */
export function mustAgree(peer, ours, theirs) {
  const found = differences(ours, theirs);
  if (found.length > 0) throw new Error(`${peer} gives other answers on the same file:\n${found.join('\n')}`);
}
