import type { Result } from '../../core/result.js';
import { OptionsError } from '../../errors.js';
import { pairedRatiosOfSums } from '../../stats/paired-sums.js';
import { leaderSums, type SidesOf, type SumsAt } from './leader-sums.js';
import type { Top, TrafficRow } from './peak-of.js';
import type { TrafficOptions } from './traffic.js';
import type { PeakEvents } from './user-times.js';

/** The measures that users add up to. */
const JUDGED: Readonly<Record<string, SidesOf>> = {
  views: { x: 'views', y: null },
  users: { x: 'came', y: null },
  buyers: { x: 'bought', y: null },
  purchases: { x: 'purchases', y: null },
  viewsPerUser: { x: 'views', y: 'came' },
  purchasesPerBuyer: { x: 'purchases', y: 'bought' },
  purchasesPerUser: { x: 'purchases', y: 'came' },
  buyerShare: { x: 'bought', y: 'came' },
  purchasesPerView: { x: 'purchases', y: 'views' },
};

/** The chance that any row that is as high as the leader is taken to be lower, for all rows together. */
const ALPHA = 0.05;

/** For each measure the rows that may be as high as its leader; null where that is not judged. */
export async function rivalsOf<T extends string>(
  events: PeakEvents<T>,
  result: Result,
  options: TrafficOptions<T>,
  tops: readonly Top[],
): Promise<(readonly TrafficRow[] | null)[]> {
  const asked = tops.flatMap((top) => {
    const sides = Object.hasOwn(JUDGED, top.measure) ? JUDGED[top.measure] : undefined;
    return top.leader === undefined || sides === undefined
      ? []
      : [{ top, ...sides, leader: placeOf(events, top, top.leader) }];
  });
  const [first] = asked;
  if (first === undefined) return tops.map(() => null);
  const sums = await leaderSums(events, first.top.key, options, asked);
  return tops.map((top) => {
    const index = asked.findIndex((one) => one.top === top);
    const [one, at] = [asked[index], sums[index]];
    if (one === undefined || at === undefined) return null;
    requireSame(result, one, at);
    const level = 1 - ALPHA / top.others.length;
    return top.others.filter((row) => {
      const difference = pairedRatiosOfSums(at(placeOf(events, top, row)), level);
      return difference === null || difference.interval.low <= 0;
    });
  });
}

/** The number of an hour or day. */
function placeOf({ window }: Pick<PeakEvents<string>, 'window'>, { key }: Top, row: TrafficRow): number {
  return key === 'hour' ? Number(row['hour']) : window.days.findIndex((day) => day === row['date']);
}

/** Values that were counted otherwise would be compared with differences that have nothing to do with them. */
function requireSame(
  result: Result,
  { top: { measure, value }, leader, y }: { top: Top; leader: number; y: SidesOf['y'] },
  sums: SumsAt,
): void {
  const { one } = sums(leader);
  const counted = y === null ? one.x : one.x / one.y;
  if (Math.abs(counted - (value ?? NaN)) <= 1e-9 * Math.abs(counted)) return;
  throw new OptionsError(
    `${result.name}: "${measure}" was counted from other events or by other types; pass the events and options that ${result.name} was made from.`,
  );
}
