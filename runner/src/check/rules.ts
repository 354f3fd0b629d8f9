import { z } from 'zod';
import { tagsOf, type Cell, type Notebook } from '../nbformat/index.js';
import { nearest } from '../text/suggest.js';
import { CheckRuleError } from './errors.js';
import {
  BUILT_IN_SANITIZERS,
  compileSanitizer,
  ownSanitizer,
  sanitizerNamed,
  type Sanitizer,
} from './sanitize.js';

/** What is compared of a figure: data and picture, one of them, or the size of the picture alone. */
export type FigureRule = 'all' | 'data' | 'pixels' | 'size';
const FIGURE_RULES: readonly FigureRule[] = ['all', 'data', 'pixels', 'size'];

/** How the outputs of a cell are compared. */
export interface CompareRules {
  /** Outputs are not compared at all. */
  readonly skip: boolean;
  /** Only the number and kind of outputs and the verdicts of claims are compared. */
  readonly ignoreOutputs: boolean;
  /** Applied to both texts, in this order. */
  readonly sanitize: readonly Sanitizer[];
  /** Largest |a − b| / max(|a|, |b|) by which two numbers count as the same; 0 compares text. */
  readonly tolerance: number;
  readonly figure: FigureRule;
  readonly pixels: PixelRules;
}

export interface PixelRules {
  /** Distance of colors, 0 to 1, up to which two pixels count as the same. */
  readonly threshold: number;
  /** Share of the pixels, 0 to 1, that may differ. */
  readonly share: number;
}

export const EXACT: CompareRules = {
  skip: false,
  ignoreOutputs: false,
  sanitize: [],
  tolerance: 0,
  figure: 'all',
  pixels: { threshold: 0, share: 0 },
};

const share = z.number().min(0, 'must be at least 0').max(1, 'must be at most 1');
const settings = z.strictObject({
  sanitize: z.array(z.union([z.string(), ownSanitizer])).default([]),
  tolerance: z.number().min(0, 'must be at least 0').default(0),
  figure: z.enum(FIGURE_RULES, `must be one of ${FIGURE_RULES.join(', ')}`).default('all'),
  pixels: z.strictObject({ threshold: share.default(0), share: share.default(0) }).prefault({}),
});

/** Settings for all cells, from a notebook's metadata under `runner.check` or from the caller. */
export type CheckSettings = z.input<typeof settings>;

/** The rules of the cells of a notebook. */
export interface NotebookRules {
  /** For what belongs to no cell. */
  readonly notebook: CompareRules;
  of(cell: Cell): CompareRules;
}

/**
 * Reads the rules of a notebook: its metadata under `runner.check`, and the tags of its cells. What `defaults`
 * loosens is loosened too.
 *
 * @throws {CheckRuleError} for an unknown setting or tag, naming the closest known one
 * @example
 * rulesOf(notebook, 'x.ipynb').of(cell); // { tolerance: 1e-9, … } for a cell tagged check:tolerance=1e-9
 */
export function rulesOf(notebook: Notebook, name: string, defaults: CheckSettings = {}): NotebookRules {
  const own = parseSettings(settingsOf(notebook), `${name}, metadata runner.check`);
  const given = parseSettings(defaults, 'check');
  const known = new Map(BUILT_IN_SANITIZERS);
  const sanitize = [
    ...sanitizers(given.sanitize, known, 'check'),
    ...sanitizers(own.sanitize, known, `${name}, metadata runner.check`),
  ];
  const base: CompareRules = {
    ...EXACT,
    sanitize,
    tolerance: Math.max(own.tolerance, given.tolerance),
    figure: own.figure === 'all' ? given.figure : own.figure,
    pixels: {
      threshold: Math.max(own.pixels.threshold, given.pixels.threshold),
      share: Math.max(own.pixels.share, given.pixels.share),
    },
  };
  const byCell = new Map(
    notebook.cells.map((cell, index) => {
      const where = `${name}, cell ${index + 1} (${cell.id})`;
      return [cell.id, tagsOf(cell).reduce((rules, tag) => withTag(rules, tag, { where, known }), base)];
    }),
  );
  return { notebook: base, of: ({ id }) => byCell.get(id) ?? base };
}

function settingsOf({ metadata }: Notebook): unknown {
  const found = z.looseObject({ runner: z.looseObject({ check: z.unknown() }) }).safeParse(metadata);
  return found.data?.runner.check ?? {};
}

function parseSettings(value: unknown, where: string): z.output<typeof settings> {
  const { data, error } = settings.safeParse(value);
  if (data !== undefined) return data;
  const issue = error.issues[0];
  throw new CheckRuleError(`${where}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? error.message}`);
}

/** The sanitizers of a list; those with a name become known by it. */
function sanitizers(
  list: z.output<typeof settings>['sanitize'],
  known: Map<string, Sanitizer>,
  where: string,
): Sanitizer[] {
  return list.flatMap((entry) => {
    if (typeof entry === 'string') return [sanitizerNamed(entry, known, where)];
    const compiled = compileSanitizer(entry, where);
    if (entry.name === undefined) return [compiled];
    known.set(entry.name, compiled);
    return [];
  });
}

interface TagContext {
  readonly where: string;
  readonly known: ReadonlyMap<string, Sanitizer>;
}

type TagReader = (rules: CompareRules, value: string, context: TagContext) => CompareRules;

const PREFIX = 'check:';
const TAGS: ReadonlyMap<string, TagReader> = new Map<string, TagReader>([
  ['skip', (rules) => ({ ...rules, skip: true })],
  ['ignore-outputs', (rules) => ({ ...rules, ignoreOutputs: true })],
  [
    'text=',
    (rules, value, { known, where }) => ({
      ...rules,
      sanitize: [
        ...rules.sanitize,
        ...value.split(',').map((name) => sanitizerNamed(name.trim(), known, where)),
      ],
    }),
  ],
  ['tolerance=', (rules, value, context) => ({ ...rules, tolerance: amount(value, 'tolerance', context) })],
  ['figure=', (rules, value, context) => ({ ...rules, figure: figureRule(value, context) })],
  [
    'pixels=',
    (rules, value, context) => ({
      ...rules,
      pixels: { ...rules.pixels, share: Math.min(1, amount(value, 'pixels', context)) },
    }),
  ],
]);

function withTag(rules: CompareRules, tag: string, context: TagContext): CompareRules {
  if (!tag.startsWith(PREFIX)) return rules;
  const [, key = '', value = ''] = /^([^=]*=?)(.*)$/s.exec(tag.slice(PREFIX.length)) ?? [];
  const reader = TAGS.get(key);
  if (reader !== undefined) return reader(rules, value, context);
  const names = [...TAGS.keys()];
  const near = nearest(key, names);
  const advice =
    near === undefined
      ? `Tags: ${names.map((name) => PREFIX + name).join(', ')}.`
      : `Did you mean ${PREFIX}${near}?`;
  throw new CheckRuleError(`${context.where}: unknown tag "${tag}". ${advice}`);
}

function amount(text: string, name: string, { where }: TagContext): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new CheckRuleError(
    `${where}: the tag check:${name}=${text} needs a number from 0, for example check:${name}=1e-9.`,
  );
}

function figureRule(text: string, { where }: TagContext): FigureRule {
  const found = FIGURE_RULES.find((rule) => rule === text);
  if (found !== undefined) return found;
  const near = nearest(text, FIGURE_RULES);
  const advice =
    near === undefined ? `Use one of ${FIGURE_RULES.join(', ')}.` : `Did you mean check:figure=${near}?`;
  throw new CheckRuleError(`${where}: unknown rule check:figure=${text}. ${advice}`);
}
