import fc from 'fast-check';
import type { Judgment, PublishedVerdict } from 'tally/claims';
// Not part of the package's surface: verdicts are made inside.
import { TAOBAO_CLAIMS } from '../../../studies/src/taobao/claims/index.js';
import type { Events } from '../../../studies/src/taobao/contract.js';
import { taobaoFigures } from '../../../studies/src/taobao/figures.js';
import { judged } from '../../../studies/src/study/judged.js';
import { DrawnUsers } from './drawn-users.js';
import { linesOf } from './population.js';
import { ratesOf, type Counted } from './rates.js';

const SIZES = [50, 113, 200, 400, 800] as const;

/** Samples of each size: `SAMPLES=1000 npx vitest run … --testTimeout 0` prints rates and takes a quarter of an hour. */
const SAMPLES = Number(process.env['SAMPLES'] ?? 4);

/** A seed for each sample, any as likely as another: by default those near the ends are, and samples are repeated. */
export const seedsOfSamples = () =>
  fc.sample(fc.integer({ min: 1, max: 2 ** 31 - 1 }), { numRuns: SAMPLES * SIZES.length, unbiased: true });

/** Judges samples of the users of a file on every claim. */
export async function judgeSamples(path: string, seeds: readonly number[]): Promise<Counted> {
  const users = [...linesOf(path).keys()];
  const drawing = await DrawnUsers.of(path);
  const counted = new Map<string, Map<number, Map<PublishedVerdict, number>>>();
  try {
    for (const [index, seed] of seeds.entries()) {
      const size = SIZES[index % SIZES.length] ?? 50;
      for (const [id, { verdict }] of await judgmentsOf(await drawing.events(drawn(users, size, seed)))) {
        const bySize = counted.get(id) ?? new Map<number, Map<PublishedVerdict, number>>();
        const verdicts = bySize.get(size) ?? new Map<PublishedVerdict, number>();
        counted.set(id, bySize.set(size, verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)));
      }
    }
  } finally {
    drawing.close();
  }
  if (process.env['SAMPLES'] !== undefined) console.log(ratesOf(counted));
  return counted;
}

/** Every claim judged on events. */
export async function judgmentsOf(events: Events): Promise<ReadonlyMap<string, Judgment>> {
  const figures = await taobaoFigures(events);
  const judgments = new Map<string, Judgment>();
  for (const claim of TAOBAO_CLAIMS) judgments.set(claim.id, await judged(claim, figures));
  return judgments;
}

/**
 * Some users, each draw of all of them: as from a population so large that none is drawn twice, of which they are one
 * each.
 */
export function drawn<T>(all: readonly T[], size: number, seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Array.from({ length: size }, () => all[Math.floor(next() * all.length)]).filter(
    (one) => one !== undefined,
  );
}

/** What is promised: no claim that is true is contradicted by more samples than this. */
const PROMISED = 1 / 1000;

/** Claims that more samples contradicted than is promised: of few samples, any one. */
export function contradictedIn(counted: Counted): string[] {
  return [...counted].flatMap(([id, bySize]) => {
    const verdicts = [...bySize.values()].flatMap((one) => [...one]);
    const total = (of: typeof verdicts) => of.reduce((sum, [, n]) => sum + n, 0);
    const contradicted = total(verdicts.filter(([verdict]) => verdict === 'contradicted'));
    return contradicted > PROMISED * total(verdicts) ? [id] : [];
  });
}
