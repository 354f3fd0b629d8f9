import { parseArgs } from 'node:util';
import { OPTIONS } from './definition.js';
import { UsageError } from './usage-error.js';
import { nearest } from '../suggest.js';

/** The command line, with values as text. */
export interface Arguments {
  readonly inputs: readonly string[];
  readonly output: string | undefined;
  readonly outDir: string | undefined;
  readonly format: string | undefined;
  readonly width: string | undefined;
  readonly height: string | undefined;
  readonly scale: string | undefined;
  readonly background: string | undefined;
  readonly textAs: string | undefined;
  readonly locale: string | undefined;
  readonly template: string | undefined;
  readonly fonts: readonly string[];
}

function explain(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const unknown = /^Unknown option '(--?[^']+)'/.exec(message)?.[1];
  if (unknown === undefined) return message.split('\n', 1)[0] ?? message;
  const near = nearest(unknown.replace(/^-+/, ''), Object.keys(OPTIONS));
  return `unknown option ${unknown}; ${near === undefined ? 'see --help' : `did you mean --${near}?`}`;
}

/**
 * Parses the command line by its definition. Citty itself ignores unknown options and keeps only the last
 * `--font`.
 *
 * @throws UsageError
 */
export function parseArguments(rawArgs: readonly string[]): Arguments {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, option]) => [
      name,
      { type: 'string' as const, multiple: true, ...('alias' in option ? { short: option.alias } : {}) },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...rawArgs], options, allowPositionals: true });
    const all = (name: keyof typeof OPTIONS): string[] => [values[name] ?? []].flat().map(String);
    const last = (name: keyof typeof OPTIONS) => all(name).at(-1);
    return {
      inputs: positionals,
      output: last('output'),
      outDir: last('out-dir'),
      format: last('format'),
      width: last('width'),
      height: last('height'),
      scale: last('scale'),
      background: last('background'),
      textAs: last('text-as'),
      locale: last('locale'),
      template: last('template'),
      fonts: all('font'),
    };
  } catch (cause) {
    throw new UsageError(explain(cause), { cause });
  }
}
