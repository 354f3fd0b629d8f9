import { z } from 'zod';
import { nearest } from '../text/suggest.js';
import { CheckRuleError } from './errors.js';

/** Removes from a text what is allowed to differ. */
export type Sanitizer = (text: string) => string;

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const TIMESTAMP =
  /\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?\b/g;
const CLOCK = /\b\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?\b/g;
const HEX_ADDRESS = /\b0x[0-9a-f]{4,}\b/gi;
const DURATION =
  /\b\d+(?:\.\d+)?(?:e[+-]?\d+)? ?(?:ns|[µμ]s|us|ms|s|sec(?:ond)?s?|min(?:ute)?s?|h|hours?)(?![\p{L}\p{N}_])/giu;
const PATH = /(?<![\w.:/])(?:file:\/\/)?(?:[A-Za-z]:\\(?:[\w .-]+\\)*|\/(?:[\w.@+-]+\/)+)(?=[\w.@+-])/g;

/** The sanitizers that need no definition, by name. */
export const BUILT_IN_SANITIZERS: ReadonlyMap<string, Sanitizer> = new Map([
  ['uuid', (text) => text.replace(UUID, '<uuid>')],
  ['timestamp', (text) => text.replace(TIMESTAMP, '<timestamp>').replace(CLOCK, '<timestamp>')],
  ['hex-address', (text) => text.replace(HEX_ADDRESS, '<address>')],
  ['duration', (text) => text.replace(DURATION, '<duration>')],
  ['path', (text) => text.replace(PATH, '<path>/')],
]);

/** A custom sanitizer: what the pattern matches becomes `replace`; with a name, tags can ask for it. */
export const ownSanitizer = z.strictObject({
  name: z.string().min(1).optional(),
  pattern: z.string().min(1),
  flags: z.string().default(''),
  replace: z.string().default(''),
});
export type OwnSanitizer = z.output<typeof ownSanitizer>;

/**
 * A sanitizer that replaces what a regular expression matches.
 *
 * @param where how an error names the place of the definition
 * @throws {CheckRuleError} when the pattern is not a regular expression
 */
export function compileSanitizer({ pattern, flags, replace }: OwnSanitizer, where: string): Sanitizer {
  try {
    const expression = new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`);
    return (text) => text.replace(expression, replace);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CheckRuleError(`${where}: invalid sanitizer pattern: ${reason}`, { cause });
  }
}

/** @throws {CheckRuleError} suggesting the closest known sanitizer */
export function sanitizerNamed(
  name: string,
  known: ReadonlyMap<string, Sanitizer>,
  where: string,
): Sanitizer {
  const found = known.get(name);
  if (found !== undefined) return found;
  const near = nearest(name, known.keys());
  const advice =
    near === undefined ? `Known sanitizers: ${[...known.keys()].join(', ')}.` : `Did you mean ${near}?`;
  throw new CheckRuleError(`${where}: unknown sanitizer "${name}". ${advice}`);
}
