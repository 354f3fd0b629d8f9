import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEvents, open } from 'tally';
import { taobao } from 'tally-studies';
import type { PublishedVerdict } from 'tally/claims';
// Not part of the package's surface: verdicts are made inside.
import { TAOBAO_CLAIMS } from '../../../studies/src/taobao/claims/index.js';
import { taobaoFigures } from '../../../studies/src/taobao/figures.js';
import { judged } from '../../../studies/src/study/judged.js';
import type { Lines } from './population.js';

const SIZES = [50, 113, 200, 400, 800] as const;

/** Samples of each size: `SAMPLES=800 npx vitest run …` shows rates in a table and takes hours. */
const SAMPLES = Number(process.env['SAMPLES'] ?? 1);

/** A seed for each sample. */
export const SEEDS = SAMPLES * SIZES.length;

/** Verdicts by claim and size of the sample. */
export type Counted = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<PublishedVerdict, number>>>;

/** Judges samples of users, drawn without replacement, on every claim. */
export async function judgeSamples(lines: Lines, seeds: readonly number[]): Promise<Counted> {
  const folder = mkdtempSync(join(tmpdir(), 'tally-samples-'));
  const counted = new Map<string, Map<number, Map<PublishedVerdict, number>>>();
  try {
    for (const [index, seed] of seeds.entries()) {
      const size = SIZES[index % SIZES.length] ?? 50;
      const path = join(folder, `${index}.csv`);
      writeFileSync(
        path,
        `${drawn([...lines.values()], size, seed)
          .flat()
          .join('\n')}\n`,
      );
      for (const [id, verdict] of await verdictsOf(path)) {
        const bySize = counted.get(id) ?? new Map<number, Map<PublishedVerdict, number>>();
        const verdicts = bySize.get(size) ?? new Map<PublishedVerdict, number>();
        counted.set(id, bySize.set(size, verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)));
      }
      rmSync(path);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (SAMPLES > 1) console.table(decidedOf(counted));
  return counted;
}

async function verdictsOf(path: string): Promise<[string, PublishedVerdict][]> {
  const tally = await open({ threads: 1 });
  try {
    const events = await loadEvents(tally, path, { ...taobao.EVENTS, duplicates: 'keep' });
    const figures = await taobaoFigures(events);
    const verdicts: [string, PublishedVerdict][] = [];
    for (const claim of TAOBAO_CLAIMS) verdicts.push([claim.id, (await judged(claim, figures)).verdict]);
    return verdicts;
  } finally {
    tally.close();
  }
}

/** Some of the users, each as likely as any other. */
function drawn<T>(all: readonly T[], size: number, seed: number): T[] {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return all
    .map((one) => ({ one, at: next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, size)
    .map(({ one }) => one);
}

/** Claims that any sample contradicted. */
export function contradictedIn(counted: Counted): string[] {
  return [...counted].flatMap(([id, bySize]) =>
    [...bySize.values()].some((verdicts) => verdicts.has('contradicted')) ? [id] : [],
  );
}

/** By claim and size: contradicted, confirmed and all samples. */
function decidedOf(counted: Counted): Record<string, Record<string, string>> {
  return Object.fromEntries(
    [...counted].map(([id, bySize]) => [
      id,
      Object.fromEntries(
        [...bySize].map(([size, verdicts]) => {
          const of = (...names: PublishedVerdict[]) =>
            names.reduce((sum, name) => sum + (verdicts.get(name) ?? 0), 0);
          const all = [...verdicts.values()].reduce((sum, one) => sum + one, 0);
          return [`n${size}`, `${of('contradicted')} / ${of('confirmed', 'confirmed-as-defined')} / ${all}`];
        }),
      ),
    ]),
  );
}
