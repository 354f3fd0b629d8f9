import { parseArgs } from 'node:util';
import type { ArgsDef } from 'citty';
import { closest } from '../data/closest.js';
import { OptionsError } from '../errors.js';

/**
 * Refuses what a command does not know: citty lets unknown options and further words pass.
 *
 * @throws OptionsError that names the option and, where one is near, what may have been meant.
 */
export function refuseUnknown(args: readonly string[], definition: ArgsDef): void {
  const names = Object.keys(definition);
  const options = Object.fromEntries(
    names.map((name) => [name, { type: 'string' as const, multiple: true }]),
  );
  try {
    parseArgs({ args: [...args], options });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const unknown = /^Unknown option '--?([^']+)'/.exec(message)?.[1];
    if (unknown === undefined) throw new OptionsError(message.split('. ')[0] ?? message, { cause });
    const near = closest(unknown, names);
    const hint = near === undefined ? 'See --help.' : `Did you mean --${near}?`;
    throw new OptionsError(`Unknown option --${unknown}. ${hint}`, { cause });
  }
}
