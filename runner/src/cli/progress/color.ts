import { UsageError } from '../../errors.js';

export interface ColorCircumstances {
  /** The value of `--color`. */
  readonly wanted?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  readonly isTerminal: boolean;
}

/**
 * Whether to write colors: as `--color always|never` says, else not where NO_COLOR is set, else where FORCE_COLOR
 * is, else on a terminal that is not dumb.
 *
 * @throws {UsageError} when `--color` has another value
 */
export function wantsColor({ wanted = 'auto', env, isTerminal }: ColorCircumstances): boolean {
  if (wanted === 'always') return true;
  if (wanted === 'never') return false;
  if (wanted !== 'auto') throw new UsageError(`--color ${wanted}: use auto, always or never.`);
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isTerminal && env['TERM'] !== 'dumb';
}
