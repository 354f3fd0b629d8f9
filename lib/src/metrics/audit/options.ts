import type { DerivedRule } from '../../data/contract.js';
import { parseKind, type Kind } from '../../engine/shape.js';
import { columnOf, requireOwn, type Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';
import type { AuditLabel } from './labels.js';
import { scoreRulesOf, type Criterion, type ScoreRule, type ScoreRules } from './rules.js';

/** A score and the value that it should foretell, such as a customer score and revenue. */
export interface MatchOptions<C extends string = string> {
  readonly score: C;
  readonly value: C;
  /** From where on a score and a value are high. Default: their medians. */
  readonly cuts?: { readonly score: number; readonly value: number };
}

/** Cuts of the rules beside the fixed band. */
export interface AnomalyRules {
  /** Standard deviations from the mean of the segment. Default: 2. */
  readonly z?: number;
  /** Robust standard deviations, 1.4826 MAD, from the median of the segment. Default: 3.5. */
  readonly mad?: number;
  /** Share of a segment outside its quantile band, half of it on each side. Default: 0.05. */
  readonly quantile?: number;
}

export interface SegmentationOptions<C extends string = string> {
  /** The column with the segment. Default: the one bound to the role `segment`. */
  readonly segment?: C;
  /** The numeric column that the segments are supposed to tell apart. */
  readonly outcome: C;
  /** Rows further than this from the mean of their segment are anomalies; in the outcome's unit. */
  readonly threshold: number;
  /** The column that says which rows are of one customer. Default: the role `user`, or else every row is a customer. */
  readonly customer?: C;
  /** Columns in which anomalies are compared with the others: numbers, or words with at most twelve values. */
  readonly features?: readonly C[];
  /** Counts by period of the year, in order, such as purchases by quarter. */
  readonly periods?: readonly C[];
  readonly match?: MatchOptions<C>;
  /** Labels that are proposed in addition to the segments, by name. */
  readonly labels?: Readonly<Record<string, AuditLabel>>;
  /** Columns that must equal a formula over others, such as a rate that follows from two counts. */
  readonly identities?: readonly DerivedRule[];
  /**
   * A column with two values, such as two years, between which the segments are compared: in the order that the column
   * declares, or numbers and dates ascending, or words by the first row that has them.
   */
  readonly halves?: C;
  readonly rules?: AnomalyRules;
  /** From where on criteria of the scorecard are good or fair, with other words if wanted. Default: `SCORE_RULES`. */
  readonly scoreRules?: ScoreRules;
  /** Parts of the customers in cross-validation. Default: 5. */
  readonly folds?: number;
  /** Shuffled labels that a label is compared with. Default: 199. */
  readonly permutations?: number;
}

/** Options with their defaults, on one table. */
export interface AuditPlan {
  readonly table: Table;
  readonly segment: string;
  readonly outcome: string;
  readonly threshold: number;
  /** Null where every row is a customer of its own. */
  readonly customer: string | null;
  readonly features: readonly string[];
  readonly periods: readonly string[];
  readonly match: MatchOptions | null;
  readonly labels: Readonly<Record<string, AuditLabel>>;
  readonly identities: readonly DerivedRule[];
  readonly halves: string | null;
  readonly rules: Required<AnomalyRules>;
  readonly scoreRules: Readonly<Record<Criterion, ScoreRule>>;
  readonly folds: number;
  readonly permutations: number;
}

const RULES: Required<AnomalyRules> = { z: 2, mad: 3.5, quantile: 0.05 };

/** @throws OptionsError for an unknown column, one of a wrong kind, or a number outside its range. */
export function planOf(table: Table, options: SegmentationOptions): AuditPlan {
  const { segment = columnOf(table, 'segment'), outcome, threshold, match = null } = options;
  const { customer = table.roles.user ?? null, features = [], periods = [], halves = null } = options;
  const { labels = {}, identities = [], folds = 5, permutations = 199 } = options;
  const rules = { ...RULES, ...options.rules };
  const numbers = [outcome, ...periods, ...(match === null ? [] : [match.score, match.value])];
  numbers.forEach((name) => requireNumber(table, name));
  const others = [segment, ...features, ...(customer === null ? [] : [customer])];
  [...others, ...(halves === null ? [] : [halves])].forEach((name) => requireOwn(table, name));
  if (features.includes(outcome))
    throw new OptionsError(`${outcome} is the outcome: leave it out of the features.`);
  requirePositive('threshold', threshold);
  Object.entries(rules).forEach(([name, value]) => requirePositive(`rules.${name}`, value));
  if (rules.quantile >= 1)
    throw new OptionsError(`rules.quantile must be a share below 1, not ${rules.quantile}.`);
  if (periods.length === 1)
    throw new OptionsError('periods needs at least two columns, such as four quarters.');
  requireWhole('folds', folds, 2);
  requireWhole('permutations', permutations, 19);
  return {
    ...{ table, segment, outcome, threshold, customer, features, periods, match, labels, identities, halves },
    ...{ rules, folds, permutations, scoreRules: scoreRulesOf(options.scoreRules ?? {}) },
  };
}

/** What a column holds that holds no number, in words. */
const HELD: Readonly<Partial<Record<Kind, string>>> = {
  boolean: 'true or false',
  date: 'a date',
  timestamp: 'a date and time',
};

export const isNumber = (table: Table, name: string): boolean =>
  ['integer', 'decimal', 'double'].includes(parseKind(table.columns[name] ?? 'text').kind);

function requireNumber(table: Table, name: string): void {
  requireOwn(table, name);
  if (isNumber(table, name)) return;
  const { kind } = parseKind(table.columns[name] ?? 'text');
  const instead = kind === 'boolean' ? ': 1 for yes and 0 for no' : '';
  throw new OptionsError(
    `${table.name}.${name} is ${HELD[kind] ?? kind}; the audit needs a number there${instead}.`,
  );
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value)))
    throw new OptionsError(`${name} must be a number above 0, not ${value}.`);
}

function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new OptionsError(`${name} must be a whole number of at least ${least}, not ${value}.`);
}
