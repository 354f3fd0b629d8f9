import type { PublishedVerdict } from 'tally/claims';
// Not part of the package's surface.
import { exactBounds } from '../../../lib/src/stats/proportion.js';

/** Verdicts by claim and size of the sample. */
export type Counted = ReadonlyMap<string, ReadonlyMap<number, ReadonlyMap<PublishedVerdict, number>>>;

/**
 * A markdown table of verdicts: for each claim samples that contradict it among all, the one-sided 95 percent upper
 * bound of their share, and by size how many of a hundred decide.
 */
export function ratesOf(counted: Counted): string {
  const sizes = [...new Set([...counted.values()].flatMap((bySize) => [...bySize.keys()]))];
  const rows = [...counted].map(([id, bySize]) => {
    const count = (size: number, undecided: boolean) =>
      [...(bySize.get(size) ?? [])]
        .filter(([verdict]) => !undecided || (verdict !== 'untestable' && verdict !== 'implemented'))
        .reduce((sum, [, n]) => sum + n, 0);
    const samples = sizes.reduce((sum, size) => sum + count(size, false), 0);
    const contradicted = sizes.reduce((sum, size) => sum + (bySize.get(size)?.get('contradicted') ?? 0), 0);
    const atMost = exactBounds(contradicted, samples, 0.1).high;
    const decided = sizes.map((size) => ((100 * count(size, true)) / count(size, false)).toFixed(1));
    return [id, `${contradicted} of ${samples}`, `${(100 * atMost).toFixed(3)} %`, ...decided];
  });
  const head = ['claim', 'contradicted', 'at most', ...sizes.map((size) => `decided of ${size}`)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
