import { multinomialDraw } from '../../stats/binomial-draw.js';
import type { Random } from '../../stats/random.js';
import { total } from '../ratio.js';
import { before, type Counts } from './measures.js';

/**
 * What a week would look like if customers moved as in a week of the past: for each tier as many customers as there were,
 * who move with the shares of one past week that is drawn at random, and as many newcomers per customer as in it. Weeks
 * differ among themselves, and so do these; a tier that was empty in the drawn week moves as in all of them together.
 *
 * @param now the moves to the judged week, of which only the customers before count.
 */
export function quietWeek(random: Random, past: readonly Counts[], now: Counts): Counts {
  const drawn = past[random.below(past.length)] ?? now;
  const customers = before(now);
  const size = total(before(drawn));
  return now.map((_, place) => {
    const row = drawn[place] ?? [];
    const shares = total(row) > 0 ? row : together(past, place);
    const isNew = place === customers.length;
    const n = isNew
      ? Math.round((total(row) * total(customers)) / Math.max(1, size))
      : (customers[place] ?? 0);
    return total(shares) > 0 ? multinomialDraw(random, n, shares) : staying(row.length, place, n);
  });
}

const together = (past: readonly Counts[], place: number): number[] =>
  (past[0]?.[place] ?? []).map((_, tier) => total(past.map((counts) => counts[place]?.[tier] ?? 0)));

const staying = (length: number, place: number, n: number): number[] =>
  Array.from({ length }, (_, tier) => (tier === place ? n : 0));

/** The same moves, with those to a later tier of the plan so many times as frequent, at most all. */
export function declining(counts: Counts, times: number): Counts {
  return counts.map((row, place) => {
    const [all, down] = [total(row), total(row.slice(place + 1))];
    const fallen = Math.min(all, down * times);
    const [up, lower] = [all > down ? (all - fallen) / (all - down) : 0, down > 0 ? fallen / down : 0];
    return row.map((customers, tier) => customers * (tier > place ? lower : up));
  });
}
