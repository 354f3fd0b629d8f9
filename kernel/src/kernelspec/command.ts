import { parseArgs } from 'node:util';
import { UsageError } from '../errors.js';
import type { Destination } from './locations.js';

/** What the command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'doctor' }
  | { readonly kind: 'install' | 'uninstall'; readonly destination: Destination };

export const HELP = `tally-kernel: the TypeScript kernel for Jupyter

  tally-kernel install [--user | --sys-prefix | --prefix FOLDER]
  tally-kernel uninstall [--user | --sys-prefix | --prefix FOLDER]
  tally-kernel doctor

  --user          for the current user (the default)
  --sys-prefix    for the active Python environment
  --prefix FOLDER under FOLDER/share/jupyter/kernels

Examples
  npx tally-kernel install
  npx tally-kernel install --prefix .venv
  npx tally-kernel doctor
`;

const OPTIONS = {
  user: { type: 'boolean' },
  'sys-prefix': { type: 'boolean' },
  prefix: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function destinationOf(values: ReturnType<typeof parse>['values']): Destination {
  const chosen: Destination[] = [
    ...(values.user === true ? [{ kind: 'user' } as const] : []),
    ...(values['sys-prefix'] === true ? [{ kind: 'sys-prefix' } as const] : []),
    ...(values.prefix === undefined ? [] : [{ kind: 'prefix', prefix: values.prefix } as const]),
  ];
  if (chosen.length > 1) throw new UsageError('give only one of --user, --sys-prefix and --prefix');
  return chosen[0] ?? { kind: 'user' };
}

/** @throws UsageError for anything the help does not mention */
export function parseCommand(argv: readonly string[]): Command {
  const { values, positionals } = parse(argv);
  const [kind, ...rest] = positionals;
  if (values.help === true || kind === undefined || kind === 'help') return { kind: 'help' };
  if (rest.length > 0) throw new UsageError(`unexpected argument "${rest.join(' ')}"`);
  if (kind === 'doctor') return { kind };
  if (kind === 'install' || kind === 'uninstall') return { kind, destination: destinationOf(values) };
  throw new UsageError(`unknown command "${kind}"; use install, uninstall or doctor`);
}
