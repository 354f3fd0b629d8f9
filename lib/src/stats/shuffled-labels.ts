import { labelGain, type LabelGain } from './label-gain.js';
import { seeded, shuffle } from './random.js';

/** Rows in columns, sorted by segment and then customer. */
export interface LabeledRows {
  readonly segment: Int32Array;
  readonly customer: Int32Array;
  readonly label: Int32Array;
  /** The outcome less its mean. */
  readonly outcome: Float64Array;
  readonly segments: number;
  readonly labels: number;
  readonly folds: number;
}

/** The gain of labels as they are, and of as many shuffles as asked for. */
export interface ShuffledGains {
  readonly own: LabelGain;
  /** Mean share of variance that segments explain together with a shuffled label. */
  readonly explained: number;
  /** (1 + shuffles with a loss as low as the label's) / (1 + shuffles). */
  readonly p: number;
}

/**
 * Whether labels lower the loss by more than chance: the same labels shuffled within each segment, in blocks of one
 * customer's rows, as often as asked for. A label that says nothing of the outcome beyond the segment is one of these
 * shuffles.
 *
 * @returns null where the gain is not defined.
 * Source: Fisher (1935), The Design of Experiments; Phipson & Smyth (2010), Stat. Appl. Genet. Mol. Biol. 9, for the 1.
 */
export function shuffledGains(rows: LabeledRows, permutations: number, seed: number): ShuffledGains | null {
  const own = gainOf(rows, rows.label);
  if (own === null) return null;
  const random = seeded(seed);
  const blocks = blocksOf(rows);
  const label = new Int32Array(rows.label.length);
  let [lower, explained] = [0, 0];
  for (let draw = 0; draw < permutations; draw += 1) {
    let place = 0;
    for (const segment of blocks) {
      for (const { from, to } of shuffle(segment, random)) {
        for (let row = from; row < to; row += 1) label[place++] = rows.label[row] ?? 0;
      }
    }
    const gain = gainOf(rows, label);
    if (gain === null) continue;
    explained += gain.after / permutations;
    // Equal up to the order of summation is as low.
    if (gain.lossAfter <= own.lossAfter * (1 + 1e-12)) lower += 1;
  }
  return { own, explained, p: (1 + lower) / (1 + permutations) };
}

interface Block {
  readonly from: number;
  readonly to: number;
}

/** The rows of each customer in each segment. */
function blocksOf({ segment, customer }: LabeledRows): Block[][] {
  const segments: Block[][] = [];
  for (let row = 0, from = 0; row < segment.length; row += 1) {
    if (row === 0 || segment[row] !== segment[row - 1]) segments.push([]);
    const last = segment[row + 1] !== segment[row] || customer[row + 1] !== customer[row];
    if (!last) continue;
    segments.at(-1)?.push({ from, to: row + 1 });
    from = row + 1;
  }
  return segments;
}

function gainOf(rows: LabeledRows, label: Int32Array): LabelGain | null {
  const { segment, customer, outcome, segments, labels, folds } = rows;
  const n = new Float64Array(segments * labels * folds);
  const sums = new Float64Array(n.length);
  let squares = 0;
  for (let row = 0; row < outcome.length; row += 1) {
    const cell = (segment[row] ?? 0) * labels + (label[row] ?? 0);
    const place = cell * folds + ((customer[row] ?? 0) % folds);
    const y = outcome[row] ?? 0;
    n[place] = (n[place] ?? 0) + 1;
    sums[place] = (sums[place] ?? 0) + y;
    squares += y * y;
  }
  return labelGain({ segments, labels, folds, n, sums, squares });
}
