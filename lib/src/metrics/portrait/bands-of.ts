import { OptionsError } from '../../errors.js';
import type { Label } from '../../core/label.js';
import { term, type Term } from '../../core/term.js';
import type { Band, Bands } from './bands.js';

export interface BandsOfOptions<C extends Closed = Closed> {
  /** Appended to each label, as in `20–29 years`: a term or a custom label. */
  readonly unit?: Term | Label;
  /** Which edge belongs to a band. Default: the lower one, so 20 is in the band from 20. */
  readonly closed?: C;
  /** Whether all values are whole numbers, which gives `20–29` instead of `20 to under 30`. */
  readonly whole?: boolean;
}

type Closed = 'left' | 'right';

type Between<C> = C extends readonly [
  infer A extends number,
  infer B extends number,
  ...infer R extends number[],
]
  ? `${A}to${B}` | Between<[B, ...R]>
  : never;
type First<C> = C extends readonly [infer A extends number, ...number[]] ? A : number;
type Last<C> = C extends readonly [...number[], infer Z extends number] ? Z : number;

/** The keys of the bands between cuts: `under20`, `20to30`, `from30`; closed right `upTo20`, `20to30`, `over30`. */
export type BandKey<C extends readonly number[], D extends Closed> = number extends C['length']
  ? string
  : | Between<C>
    | (D extends 'left' ? `under${First<C>}` | `from${Last<C>}` : `upTo${First<C>}` | `over${Last<C>}`);

/**
 * Bands between cuts, from below the first to above the last, named in both languages.
 *
 * @param cuts ascending numbers, at least one.
 * @throws OptionsError for no cuts, cuts that are not ascending, or fractional cuts with `whole`.
 * @example
 * bandsOf([20, 30, 50], { unit: 'years', whole: true }); // under 20 years, 20–29 years, 30–49 years, 50 years and over
 * bandsOf([200, 500], { closed: 'right' }); // up to 200, over 200 to 500, over 500
 */
export function bandsOf<const C extends readonly number[], const D extends Closed = 'left'>(
  cuts: C,
  { unit, closed, whole = false }: BandsOfOptions<D> = {},
): Bands<BandKey<C, D>> {
  requireAscending(cuts, whole);
  const edges = [null, ...cuts, null];
  const pairs = edges.slice(1).map((high, index) => [edges[index] ?? null, high] as const);
  const side = closed ?? 'left';
  const unitLabel = typeof unit === 'string' ? term(unit) : unit;
  const bands = pairs.map(([low, high]) => [
    keyOf(low, high, side),
    {
      label: labelOf(low, high, side, whole, unitLabel),
      ...(side === 'left' ? leftClosed : rightClosed)(low, high),
    },
  ]);
  return Object.fromEntries(bands) as Bands<BandKey<C, D>>;
}

function requireAscending(cuts: readonly number[], whole: boolean): void {
  const ascending = cuts.every((cut, index) => Number.isFinite(cut) && cut > (cuts[index - 1] ?? -Infinity));
  if (cuts.length > 0 && ascending && (!whole || cuts.every(Number.isInteger))) return;
  throw new OptionsError(
    `Bands need at least one cut, all ascending ${whole ? 'whole ' : ''}numbers, not [${cuts.join(', ')}].`,
  );
}

type Edge = number | null;

function keyOf(low: Edge, high: Edge, closed: Closed): string {
  if (low === null) return `${closed === 'left' ? 'under' : 'upTo'}${high}`;
  return high === null ? `${closed === 'left' ? 'from' : 'over'}${low}` : `${low}to${high}`;
}

const leftClosed = (low: Edge, high: Edge): Omit<Band, 'label'> => ({
  ...(low !== null && { from: low }),
  ...(high !== null && { below: high }),
});

/** A value goes to the first band that holds it, so the upper edge alone is enough. */
const rightClosed = (_low: Edge, high: Edge): Omit<Band, 'label'> => (high === null ? {} : { upTo: high });

function labelOf(low: Edge, high: Edge, closed: Closed, whole: boolean, unit: Label | undefined): Label {
  const [en, zh] = [unit === undefined ? '' : ` ${unit.en}`, unit?.zh ?? ''];
  const [from, to] = [low ?? 0, high ?? 0].map(written) as [string, string];
  const left = closed === 'left';
  if (low === null) {
    return left
      ? { en: `under ${to}${en}`, zh: `${to}${zh}以下` }
      : { en: `up to ${to}${en}`, zh: `${to}${zh}及以下` };
  }
  if (high === null) {
    return left
      ? { en: `${from}${en} and over`, zh: `${from}${zh}及以上` }
      : { en: `over ${from}${en}`, zh: `${from}${zh}以上` };
  }
  if (whole) {
    const range = wholeRange(left ? low : low + 1, left ? high - 1 : high);
    return { en: `${range}${en}`, zh: `${range}${zh}` };
  }
  return left
    ? { en: `${from} to under ${to}${en}`, zh: `${from}–${to}${zh}（不含${to}）` }
    : { en: `over ${from} to ${to}${en}`, zh: `${from}–${to}${zh}（不含${from}）` };
}

const wholeRange = (low: number, high: number) =>
  low === high ? written(low) : `${written(low)}–${written(high)}`;

const written = (value: number) =>
  new Intl.NumberFormat('en-US', { maximumFractionDigits: 20 }).format(value).replace('-', '−');
