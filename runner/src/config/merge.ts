import type { ArgsDef } from 'citty';
import { parseArguments } from '../cli/parse.js';
import { UsageError } from '../errors.js';

/** `--config FILE` and `--no-config`, taken out of the arguments. */
export interface ConfigChoice {
  readonly file: string | undefined;
  readonly none: boolean;
  /** The other arguments. */
  readonly rest: readonly string[];
}

/**
 * Takes the choice of the configuration out of the arguments of a command.
 *
 * @throws {UsageError} when `--config` has no file name
 */
export function configChoice(rawArgs: readonly string[]): ConfigChoice {
  const rest: string[] = [];
  let file: string | undefined;
  let none = false;
  for (let index = 0; index < rawArgs.length; index += 1) {
    const word = rawArgs[index] ?? '';
    if (word === '--') return { file, none, rest: [...rest, ...rawArgs.slice(index)] };
    if (word === '--no-config') none = true;
    else if (word === '--config') file = rawArgs[(index += 1)] ?? noFile();
    else if (word.startsWith('--config=')) file = word.slice('--config='.length);
    else rest.push(word);
  }
  return { file, none, rest };
}

function noFile(): never {
  throw new UsageError('--config needs a file name.');
}

/**
 * The arguments with those that the configuration adds: an option that was given is not taken from it; of
 * parameters those are that were not given; notebooks are when none was named.
 */
export function mergeArguments(
  rawArgs: readonly string[],
  configured: ReadonlyMap<string, readonly string[]>,
  definition: ArgsDef,
): string[] {
  const given = parseArguments(rawArgs, definition);
  const names = new Set(given.values('parameter').map(nameOf));
  const positional = Object.keys(definition).filter((key) => definition[key]?.type === 'positional');
  const added = [...configured].flatMap(([key, values]) => {
    if (positional.includes(key)) return [];
    if (key === 'parameter')
      return values.filter((value) => !names.has(nameOf(value.slice('--parameter='.length))));
    return given.values(key).length > 0 ? [] : values;
  });
  // Behind what was given: the words before them, such as an action, keep their place.
  const words = [...configured].flatMap(([key, values]) =>
    positional.includes(key) && given.words.length <= positional.indexOf(key) ? values : [],
  );
  return [...added, ...rawArgs, ...words];
}

function nameOf(assignment: string): string {
  return assignment.split('=', 1)[0] ?? '';
}
