import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { UsageError } from '../errors.js';
import { nearest } from '../text/suggest.js';

/** The values of a command's options, and its positional arguments. */
export interface ParsedArguments {
  /** All values of an option, in order; none when it was not given. */
  values(name: string): string[];
  /** The value of an option; the last one when it was given more than once. */
  value(name: string): string | undefined;
  flag(name: string): boolean;
  readonly words: readonly string[];
}

/**
 * Reads the arguments of a command by its citty definition. Citty itself keeps only the last value of an option
 * that is given several times (`-p a=1 -p b=2`) and lets unknown options pass; here these are an error.
 */
export function parseArguments(rawArgs: readonly string[], definition: ArgsDef): ParsedArguments {
  const options = Object.fromEntries(
    Object.entries(definition).flatMap(([name, option]) => {
      if (option.type === 'positional') return [];
      const { type } = option;
      const alias = 'alias' in option ? option.alias : undefined;
      const short = typeof alias === 'string' ? { short: alias } : {};
      return [[name, { type: type === 'boolean' ? type : ('string' as const), multiple: true, ...short }]];
    }),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...rawArgs], options, allowPositionals: true });
    const all = (name: string): (string | boolean)[] => [values[name] ?? []].flat();
    const strings = (name: string): string[] => all(name).map(String);
    return {
      values: strings,
      value: (name) => strings(name).at(-1),
      flag: (name) => all(name).at(-1) === true,
      words: positionals,
    };
  } catch (cause) {
    throw new UsageError(explain(cause, Object.keys(options)), { cause });
  }
}

function explain(cause: unknown, names: readonly string[]): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const unknown = /^Unknown option '(--?[^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return message;
  const near = nearest(unknown.replace(/^-+/, ''), names);
  return `unknown option ${unknown}.` + (near === undefined ? ' See --help.' : ` Did you mean --${near}?`);
}
