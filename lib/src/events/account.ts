import { ContractViolationError, EmptySourceError } from '../errors.js';
import type { CheckCount } from '../data/account.js';
import { PROBLEM, type Problem } from './ingest/problems.js';
import type { Part } from './ingest/store.js';

/** Where all rows of the files went: `accepted + quarantined + ignored` is always `rows`. */
export interface EventAccount {
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Rows of types that were not asked for, with `otherTypes: 'ignore'`. */
  readonly ignored: number;
  readonly checks: readonly CheckCount[];
}

export function accountOf(parts: readonly Part[], problems: readonly Problem[]): EventAccount {
  const sum = (code: number) =>
    parts.reduce((all, { facts }) => all + (facts.problems[String(code)] ?? 0), 0);
  const rows = parts.reduce((all, { facts }) => all + facts.rows, 0);
  const [accepted, ignored] = [sum(0), sum(PROBLEM.ignored)];
  return {
    rows,
    accepted,
    quarantined: rows - accepted - ignored,
    ignored,
    checks: problems.map(({ code, column, kind, rule }) => ({ column, kind, rule, broken: sum(code) })),
  };
}

/** @throws EmptySourceError without any row; ContractViolationError where too few are events. */
export function refuseViolations(
  account: EventAccount,
  onViolation: 'quarantine' | 'fail',
  sources: string,
): void {
  const { rows, accepted, quarantined, ignored, checks } = account;
  if (rows === 0) throw new EmptySourceError(`${sources}: there are no rows.`);
  const broken = checks
    .filter((check) => check.broken > 0)
    .map(
      ({ column, rule, broken: n }) =>
        `  - ${n}: not true that ${column === null ? '' : `${column} `}${rule.en}`,
    );
  if (accepted === 0) {
    const others = ignored === 0 ? [] : [`  - ${ignored}: of other types`];
    throw new ContractViolationError(
      `${sources}: none of the ${rows} rows is an event of the window:\n${[...broken, ...others].join('\n')}\n` +
        'Check the window (from, to, timeZone), the unit of the timestamps and the words of the types.',
    );
  }
  if (onViolation === 'fail' && quarantined > 0) {
    throw new ContractViolationError(
      `${sources}: ${quarantined} of ${rows} rows break the contract:\n${broken.join('\n')}\n` +
        'Fix the file, or load it with onViolation "quarantine" to set these rows aside.',
    );
  }
}
