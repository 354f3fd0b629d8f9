import { OptionsError } from '../../errors.js';
import type { Text } from '../../core/label.js';
import type { Categories } from '../../core/schema.js';
import { term } from '../../core/term.js';

/** The three things that RFM scores. */
export const DIMENSIONS = ['recency', 'frequency', 'monetary'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Which dimensions are high in a segment; an omitted dimension is not considered. */
export type Levels = Readonly<Partial<Record<Dimension, boolean>>>;

/** One segment: its name, its color in charts, and which dimensions are high in it. */
export interface Segment {
  readonly label: Text;
  readonly color?: string;
  readonly levels: Levels;
}

/** Segments by key, in the order in which tables and charts show them. */
export type Segmentation<K extends string = string> = Readonly<Record<K, Segment>>;

const HIGH = true;
const LOW = false;

/**
 * The eight segments by their usual names: key segments have high spending; high or low R and F distinguish the rest.
 */
export const RFM_SEGMENTS = {
  keyValue: { label: term('keyValue'), levels: { recency: HIGH, frequency: HIGH, monetary: HIGH } },
  keyDevelop: { label: term('keyDevelop'), levels: { recency: HIGH, frequency: LOW, monetary: HIGH } },
  keyRetain: { label: term('keyRetain'), levels: { recency: LOW, frequency: HIGH, monetary: HIGH } },
  keyWinBack: { label: term('keyWinBack'), levels: { recency: LOW, frequency: LOW, monetary: HIGH } },
  generalValue: { label: term('generalValue'), levels: { recency: HIGH, frequency: HIGH, monetary: LOW } },
  generalDevelop: { label: term('generalDevelop'), levels: { recency: HIGH, frequency: LOW, monetary: LOW } },
  generalRetain: { label: term('generalRetain'), levels: { recency: LOW, frequency: HIGH, monetary: LOW } },
  generalWinBack: { label: term('generalWinBack'), levels: { recency: LOW, frequency: LOW, monetary: LOW } },
} as const satisfies Segmentation;

const WORDS = {
  recency: { high: term('recent'), low: term('away') },
  frequency: { high: term('frequent'), low: term('rare') },
  monetary: { high: term('highSpending'), low: term('lowSpending') },
} as const;

/**
 * The segments for a choice of dimensions, named after what is high or low in them.
 *
 * @example
 * Object.keys(segmentsOf(['recency', 'frequency'])).length; // 4
 */
export function segmentsOf(dimensions: readonly Dimension[]): Segmentation {
  if (dimensions.length === DIMENSIONS.length) return RFM_SEGMENTS;
  const combinations = dimensions.reduce<Levels[]>(
    (all, dimension) =>
      all.flatMap((levels) => [HIGH, LOW].map((level) => ({ ...levels, [dimension]: level }))),
    [{}],
  );
  return Object.fromEntries(
    combinations.map((levels) => [keyOf(levels), { label: labelOf(levels), levels }]),
  );
}

const wordsOf = (levels: Levels) =>
  DIMENSIONS.flatMap((dimension) => {
    const high = levels[dimension];
    return high === undefined ? [] : [WORDS[dimension][high ? 'high' : 'low']];
  });

function labelOf(levels: Levels): Text {
  const words = wordsOf(levels);
  return { en: words.map(({ en }) => en).join(', '), zh: words.map(({ zh }) => zh).join('、') };
}

function keyOf(levels: Levels): string {
  return Object.entries(levels)
    .map(([dimension, high]) => `${dimension}_${high ? 'high' : 'low'}`)
    .join('_');
}

/** The segments as column categories. */
export function categoriesOf<K extends string>(segments: Segmentation<K>): Categories<K> {
  const entries = Object.entries<Segment>(segments).map(([key, { label, color }]) => [
    key,
    { label, ...(color !== undefined && { color }) },
  ]);
  return Object.fromEntries(entries) as Categories<K>;
}

/** @throws OptionsError if segments overlap, omit a combination, or do not cover exactly the scored dimensions. */
export function requireTotal(segments: Segmentation, dimensions: readonly Dimension[]): void {
  const wanted = new Set(combinationsOf(dimensions));
  const seen = new Set<string>();
  for (const [key, { levels }] of Object.entries(segments)) {
    const combination = dimensions.map((dimension) => String(levels[dimension])).join(' ');
    if (!wanted.has(combination) || Object.keys(levels).length !== dimensions.length) {
      throw new OptionsError(
        `Segment ${key} must give a level, true or false, for each of ${dimensions.join(', ')} and nothing else.`,
      );
    }
    if (seen.has(combination))
      throw new OptionsError(`Segment ${key} has the same levels as another segment.`);
    seen.add(combination);
  }
  if (seen.size !== wanted.size) {
    throw new OptionsError(
      `${wanted.size - seen.size} of ${wanted.size} combinations of levels have no segment: add one for each.`,
    );
  }
}

function combinationsOf(dimensions: readonly Dimension[]): readonly string[] {
  return dimensions
    .reduce<string[][]>(
      (all) => all.flatMap((levels) => ['true', 'false'].map((level) => [...levels, level])),
      [[]],
    )
    .map((levels) => levels.join(' '));
}
