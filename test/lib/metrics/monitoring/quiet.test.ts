import { describe, expect, it } from 'vitest';
import { quietBand } from '../../../../lib/src/metrics/monitoring/alerts.js';
import {
  after,
  churn,
  chiSquare,
  shareIn,
  stabilityIndex,
  type Counts,
} from '../../../../lib/src/metrics/monitoring/measures.js';
import { declining, quietWeek } from '../../../../lib/src/metrics/monitoring/quiet.js';
import { seeded, type Random } from '../../../../lib/src/stats/random.js';

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

describe('a quiet week', () => {
  const past: Counts[] = [
    [
      [80, 20, 0],
      [10, 80, 10],
      [0, 0, 0],
      [10, 10, 0],
    ],
  ];
  const now: Counts = [
    [0, 0, 1000],
    [500, 0, 0],
    [0, 0, 40],
    [7, 7, 7],
  ];

  it('has the customers of before, who move as in the past, and as many newcomers for each', () => {
    const random = seeded(4);
    const weeks = Array.from({ length: 400 }, () => quietWeek(random, past, now));
    for (const week of weeks) {
      // 20 newcomers came to 200 customers, so 154 come to 1,540; nobody knows how customers of the last tier move.
      expect(week.map(sum)).toEqual([1000, 500, 40, 154]);
      expect(week[2]).toEqual([0, 0, 40]);
    }
    const mean = (place: number, tier: number) => sum(weeks.map((week) => week[place]?.[tier] ?? 0)) / 400;
    // Standard errors: sqrt(1000 * 0.16 / 400) = 0.63, sqrt(500 * 0.09 / 400) = 0.34.
    expect(Math.abs(mean(0, 1) - 200)).toBeLessThan(2.5);
    expect(Math.abs(mean(1, 2) - 50)).toBeLessThan(1.4);
    expect(mean(0, 2)).toBe(0);
  });

  it('moves a tier that was empty in the drawn week as in all weeks together', () => {
    const empty = [
      [0, 0, 0],
      [0, 5, 5],
      [0, 0, 9],
      [0, 0, 0],
    ];
    const random = seeded(2);
    const weeks = Array.from({ length: 200 }, () => quietWeek(random, [...past, empty], now));
    const kept = sum(weeks.map((week) => week[0]?.[0] ?? 0)) / 200;
    expect(Math.abs(kept - 800)).toBeLessThan(4);
  });
});

describe('a quiet week of several', () => {
  it('moves as in one of them, and not as in all together', () => {
    const still: Counts = [
      [9, 0],
      [0, 9],
      [0, 0],
    ];
    const fallen: Counts = [
      [0, 9],
      [0, 9],
      [0, 0],
    ];
    const random = seeded(1);
    const weeks = Array.from({ length: 40 }, () => quietWeek(random, [still, fallen], still));
    expect(new Set(weeks.map((week) => week[0]?.join()))).toEqual(new Set(['9,0', '0,9']));
  });
});

describe('the band of quiet weeks', () => {
  it('is of weeks that have a value, of which a share exceeds the limit', () => {
    const weeks = [0, 5, 7, 6].map((value): Counts => [[value]]);
    const measure = (counts: Counts) => (after(counts)[0] === 0 ? null : (after(counts)[0] ?? null));
    expect(quietBand(measure, weeks, 0.25)).toEqual({ values: [7, 6, 5], limit: 7 });
    expect(quietBand(measure, weeks, 0.5).limit).toBe(6);
    expect(quietBand(measure, weeks, 0.2).limit).toBeNull();
  });
});

describe('a week of decline', () => {
  it('has so many times as many fall, and the others in proportion', () => {
    const found = declining(
      [
        [60, 30, 10],
        [20, 70, 10],
        [5, 0, 95],
        [9, 1, 0],
      ],
      2,
    );
    expect(found).toEqual([
      [20, 60, 20], // 40 fall, so 80; 60 stay, so 20
      [(20 * 80) / 90, (70 * 80) / 90, 20],
      [5, 0, 95],
      [9, 1, 0],
    ]);
    // Where all fall already, or nobody does, nothing changes; nor where there is nobody.
    const same = [
      [0, 0, 10],
      [0, 7, 0],
      [0, 0, 0],
      [1, 2, 3],
    ];
    expect(declining(same, 2)).toEqual(same);
    expect(
      declining(
        [
          [10, 90],
          [0, 1],
          [0, 0],
        ],
        3,
      )[0],
    ).toEqual([0, 100]);
  });
});

/** Weeks of a shop whose customers move by one rule for ever, as moves over `lag` weeks. */
function shopOf(
  random: Random,
  { customers, weeks, lag }: Record<'customers' | 'weeks' | 'lag', number>,
): Counts[] {
  const chances = [
    [0.93, 0.05, 0.02],
    [0.02, 0.93, 0.05],
    [0.01, 0.04, 0.95],
  ];
  const step = (tier: number): number => {
    const u = random.next();
    const [first = 0, second = 0] = chances[tier] ?? [];
    return u < first ? 0 : u < first + second ? 1 : 2;
  };
  const paths = Array.from({ length: customers }, () => {
    let tier = random.below(3);
    for (let burn = 0; burn < 40; burn += 1) tier = step(tier);
    return Array.from({ length: weeks }, () => (tier = step(tier)));
  });
  return Array.from({ length: weeks - lag }, (_, week) => {
    const counts = Array.from({ length: 4 }, () => [0, 0, 0]);
    for (const path of paths) {
      const row = counts[path[week] ?? 0];
      const tier = path[week + lag] ?? 0;
      if (row !== undefined) row[tier] = (row[tier] ?? 0) + 1;
    }
    return counts;
  });
}

describe('the rate of false alarms', () => {
  const measures = {
    churn: (counts: Counts) => churn(counts, 0),
    share: (counts: Counts) => shareIn(counts, [2]),
    psi: stabilityIndex,
    chiSquare,
  };

  it('in shops where nothing changes is about what was asked for, and a decline is found', () => {
    const random = seeded(12);
    const [shops, baseline, lag] = [60, 26, 4];
    const alarms = { churn: 0, share: 0, psi: 0, chiSquare: 0 };
    const found = { churn: 0, share: 0, psi: 0, chiSquare: 0 };
    for (let shop = 0; shop < shops; shop += 1) {
      const moves = shopOf(random, { customers: 600, weeks: baseline + 2 * lag, lag });
      const past = moves.slice(0, baseline - lag);
      // The first week whose past lies after the baseline.
      const judged = moves.at(-1) ?? [];
      const quiet = Array.from({ length: 199 }, () => quietWeek(random, past, judged));
      const fallen = quietWeek(
        random,
        past.map((counts) => declining(counts, 2)),
        judged,
      );
      for (const [name, measure] of Object.entries(measures) as [
        keyof typeof alarms,
        typeof stabilityIndex,
      ][]) {
        const { limit } = quietBand(measure, quiet, 0.05);
        alarms[name] += Number((measure(judged) ?? 0) > (limit ?? 1));
        found[name] += Number((measure(fallen) ?? 0) > (limit ?? 1));
      }
    }
    // 3 of 60 are expected; 8 or more would be seen in one of a hundred such tests.
    for (const name of Object.keys(alarms) as (keyof typeof alarms)[]) {
      expect(alarms[name], name).toBeLessThan(8);
      expect(found[name], name).toBeGreaterThan(40);
    }
  });
});
