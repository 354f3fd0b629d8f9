import * as column from '../core/column.js';
import { both } from '../core/heading.js';
import type { Label } from '../core/label.js';
import { Result } from '../core/result.js';
import type { Categories, Category, Schema } from '../core/schema.js';
import type { Session } from '../core/session.js';
import { term } from '../core/term.js';
import type { Account, CheckCount } from './account.js';
import type { CheckKind } from './checks.js';
import { entryOf } from '../core/entry-of.js';

const KINDS = {
  structure: { label: term('ruleStructure') },
  type: { label: term('ruleType') },
  kept: { label: term('ruleKept') },
  missing: { label: term('ruleMissing') },
  range: { label: term('ruleRange') },
  values: { label: term('ruleValues') },
  pattern: { label: term('rulePattern') },
  derived: { label: term('ruleDerived') },
  unique: { label: term('ruleUnique') },
} as const satisfies Readonly<Record<CheckKind, Category>>;

function rulesSchema(rules: Categories, columns: Categories) {
  return {
    rule: column.category('rule', rules),
    column: column.category('column', columns),
    kind: column.category('ruleKind', KINDS),
    broken: column.count('rowsBreaking'),
    share: column.percent('shareOfRows', { base: 'broken' }),
  };
}

/** The rules of a contract, each with the number of rows that break it. */
export type Rules = Result<ReturnType<typeof rulesSchema>>;

/**
 * Every rule of a contract, in order. share = rows that break it / all rows of the file; one row may break several
 * rules. The column is empty if a rule applies to the row as a whole.
 */
export function rulesResult(
  session: Session,
  { rows, checks }: Pick<Account, 'rows' | 'checks'>,
  schema: Schema,
): Rules {
  const keyed = checks.map((check, index) => ({ check, key: keyOf(checks, index) }));
  const rules = Object.fromEntries(keyed.map(({ check, key }) => [key, { label: sentence(check, schema) }]));
  const columns = Object.fromEntries(checks.map(({ column: name }) => [name ?? '', { label: nameOf(name) }]));
  return new Result({
    session,
    name: 'rules',
    title: { en: 'Rules and the rows that break them', zh: '规则与违反规则的行数' },
    schema: rulesSchema(rules, columns),
    rows: keyed.map(({ check, key }) => ({
      rule: key,
      column: check.column ?? '',
      kind: check.kind,
      broken: check.broken,
      share: check.broken / rows,
    })),
    chart: { mark: 'bar', x: 'broken', y: 'rule' },
  });
}

const nameOf = (column: string | null) => column ?? term('wholeRow');

/** The key of a rule, such as `age range`, with a number if a column has several rules of the kind. */
function keyOf(checks: readonly CheckCount[], index: number): string {
  const key = ({ column: name, kind }: CheckCount) => (name === null ? kind : `${name} ${kind}`);
  const wanted = checks[index] === undefined ? '' : key(checks[index]);
  const earlier = checks.slice(0, index).filter((check) => key(check) === wanted).length;
  return earlier === 0 ? wanted : `${wanted} ${earlier + 1}`;
}

function sentence({ column: name, rule }: CheckCount, schema: Schema): Label {
  if (name === null) return rule;
  const label = both(entryOf(schema, name)?.label ?? name);
  return { en: `${label.en} ${rule.en}`, zh: `${label.zh}${rule.zh}` };
}
