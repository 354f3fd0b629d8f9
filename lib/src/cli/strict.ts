import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { closest } from '../core/closest.js';
import { OptionsError } from '../errors.js';

/**
 * Rejects unknown options and extra arguments, which citty accepts.
 *
 * @throws OptionsError that names the option and, if there is one, a similar known option.
 */
export function refuseUnknown(args: readonly string[], definition: ArgsDef): void {
  const names = Object.keys(definition).filter((name) => definition[name]?.type !== 'positional');
  const allowPositionals = names.length < Object.keys(definition).length;
  const options = Object.fromEntries(
    names.map((name) => {
      const type = definition[name]?.type === 'boolean' ? ('boolean' as const) : ('string' as const);
      return [name, { type, multiple: true }];
    }),
  );
  try {
    parseArgs({ args: [...args], options, allowPositionals });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1];
    if (unknown === undefined) throw new OptionsError(message.split('. ')[0] ?? message, { cause });
    const near = closest(unknown, names);
    const hint = near === undefined ? 'See --help.' : `Did you mean --${near}?`;
    throw new OptionsError(`Unknown option --${unknown}. ${hint}`, { cause });
  }
}
