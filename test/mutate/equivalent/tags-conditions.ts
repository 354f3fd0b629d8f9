import type { Equivalent } from './entry.js';

const TAGS = 'lib/src/metrics/tags';

/** TypeScript by file: the line, the change, the line with it, and why. */
const CHANGES: Readonly<Record<string, readonly (readonly [string, string, string, string])[]>> = {
  check: [
    [
      '{ customers: source.table, sources: {}, tags: [] },',
      'ArrayDeclaration',
      '{ customers: source.table, sources: {}, tags: ["Stryker was here"] },',
      'A condition on rows asks for no tag.',
    ],
    [
      'const values = Object.keys(entryOf(table.schema, test.column)?.values ?? {});',
      'OptionalChaining',
      'const values = Object.keys(entryOf(table.schema, test.column).values ?? {});',
      'A table has a schema for every column.',
    ],
    ['} catch {', 'BlockStatement', '} catch {}…', 'Undefined is no day either.'],
  ],
  compile: [
    [
      "if (!('tag' in leaf) || seen.has(leaf.tag)) continue;",
      'ConditionalExpression',
      'if (false) continue;',
      'A tag that was seen is only looked at again.',
    ],
    [
      "if (!('tag' in leaf) || seen.has(leaf.tag)) continue;",
      'LogicalOperator',
      "if (!('tag' in leaf) && seen.has(leaf.tag)) continue;",
      'A tag that was seen is only looked at again.',
    ],
    [
      'const users = manual?.holders(tag, asOf) ?? [];',
      'OptionalChaining',
      'const users = manual.holders(tag, asOf) ?? [];',
      'A tag without a rule is in the ledger: the query was checked.',
    ],
    [
      'const users = manual?.holders(tag, asOf) ?? [];',
      'ArrayDeclaration',
      'const users = manual?.holders(tag, asOf) ?? ["Stryker was here"];',
      'A tag without a rule is in the ledger: the query was checked.',
    ],
    [
      "if (kind === 'date') return sql`CAST(${value} AS DATE)`;",
      'ConditionalExpression',
      'if (false) return sql`CAST(${value} AS DATE)`;',
      'The engine compares a text with a day as a day.',
    ],
    [
      "return kind === 'timestamp' ? sql`CAST(${value} AS TIMESTAMP)` : sql`${value}`;",
      'ConditionalExpression',
      'return false ? sql`CAST(${value} AS TIMESTAMP)` : sql`${value}`;',
      'The engine compares a text with a time as a time.',
    ],
    [
      'if (source === undefined) throw new TypeError(`unchecked table of events ${events}`);',
      'ConditionalExpression',
      'if (false) throw new TypeError(`unchecked table of events ${events}`);',
      'The query was checked.',
    ],
    [
      "if (!('column' in query)) throw new TypeError('a row has columns only');",
      'ConditionalExpression',
      "if (false) throw new TypeError('a row has columns only');",
      'The query was checked.',
    ],
  ],
  cycles: [
    [
      'for (const tag of rules.keys()) visit(tag, []);',
      'ArrayDeclaration',
      'for (const tag of rules.keys()) visit(tag, ["Stryker was here"]);',
      'A tag of that name is in no cycle.',
    ],
  ],
  domain: [
    [
      "if (this.#parts.whole && typeof low.at === 'number' && typeof high.at === 'number') {",
      'ConditionalExpression',
      "if (this.#parts.whole && true && typeof high.at === 'number') {",
      'Whole numbers are compared with numbers.',
    ],
    [
      "if (this.#parts.whole && typeof low.at === 'number' && typeof high.at === 'number') {",
      'ConditionalExpression',
      "if (this.#parts.whole && typeof low.at === 'number' && true) {",
      'Whole numbers are compared with numbers.',
    ],
    [
      'if (to - from >= never.length) return true;',
      'ConditionalExpression',
      'if (false) return true;',
      'Looking at each gives the same.',
    ],
    [
      'if (to - from >= never.length) return true;',
      'EqualityOperator',
      'if (to - from > never.length) return true;',
      'Looking at each gives the same.',
    ],
    [
      'if (low.at !== high.at) return low.at < high.at;',
      'EqualityOperator',
      'if (low.at !== high.at) return low.at <= high.at;',
      'They are not equal.',
    ],
    [
      'return sign === 1 ? end.at > than.at : end.at < than.at;',
      'EqualityOperator',
      'return sign === 1 ? end.at >= than.at : end.at < than.at;',
      'They are not equal.',
    ],
    [
      'return sign === 1 ? end.at > than.at : end.at < than.at;',
      'EqualityOperator',
      'return sign === 1 ? end.at > than.at : end.at <= than.at;',
      'They are not equal.',
    ],
    [
      'return sign === 1 ? end.at > than.at : end.at < than.at;',
      'EqualityOperator',
      'return sign === 1 ? end.at > than.at : end.at >= than.at;',
      'They are not equal.',
    ],
  ],
  possible: [
    [
      "if ('or' in query) return;",
      'ConditionalExpression',
      'if (false) return;',
      'Of parts that can hold, one way can.',
    ],
    [
      'if (ways === null) return;',
      'ConditionalExpression',
      'if (false) return;',
      'Too many ways are followed for the same answer.',
    ],
    [
      'if (first === undefined || reasons.includes(null)) return;',
      'ConditionalExpression',
      'if (false || reasons.includes(null)) return;',
      'A query has a way at least.',
    ],
    [
      'const table = entryOf(scope.sources, query.events)?.table ?? scope.customers;',
      'OptionalChaining',
      'const table = entryOf(scope.sources, query.events).table ?? scope.customers;',
      'The query was checked.',
    ],
    [
      'const rows: Scope = { customers: table, sources: {}, tags: [] };',
      'ArrayDeclaration',
      'const rows: Scope = { customers: table, sources: {}, tags: ["Stryker was here"] };',
      'A condition on rows asks for no tag.',
    ],
    [
      "if (!('tag' in query)) return [[{ leaf: query, holds }]];",
      'ConditionalExpression',
      'if (false) return [[{ leaf: query, holds }]];',
      'Without a name there is no rule.',
    ],
    [
      'if (ways.length * part.length > most) return null;',
      'EqualityOperator',
      'if (ways.length * part.length >= most) return null;',
      'One way more or fewer is followed.',
    ],
    [
      'ways.length > most ? null : ways;',
      'ConditionalExpression',
      'false ? null : ways;',
      'Ways that are too many are refused, or followed for the same answer.',
    ],
    [
      'ways.length > most ? null : ways;',
      'EqualityOperator',
      'ways.length >= most ? null : ways;',
      'Ways that are too many are refused, or followed for the same answer.',
    ],
    [
      "if ('tag' in leaf) return Domain.ofValues([true, false]);",
      'ConditionalExpression',
      'if (false) return Domain.ofValues([true, false]);',
      'A tag is only demanded to be there or not.',
    ],
    [
      "if ('events' in leaf) return leaf.sum === undefined ? Domain.ofCounts() : Domain.ofNumbers(false);",
      'BooleanLiteral',
      "if ('events' in leaf) return leaf.sum === undefined ? Domain.ofCounts() : Domain.ofNumbers(true);",
      'A comparison holds for no missing value.',
    ],
    [
      "return (value) => (typeof value === 'string' ? instantOf(value) : value);",
      'ConditionalExpression',
      'return (value) => (true ? instantOf(value) : value);',
      'Times are texts.',
    ],
    [
      "if ('tag' in leaf) return domain.compared(holds ? '=' : '!=', true);",
      'BooleanLiteral',
      "if ('tag' in leaf) return domain.compared(holds ? '=' : '!=', false);",
      'A tag is only demanded to be there or not.',
    ],
  ],
};

/** Looked at one by one: see `EQUIVALENT`. */
export const TAGS_CONDITIONS_EQUIVALENT: readonly Equivalent[] = Object.entries(CHANGES).flatMap(
  ([file, changes]) =>
    changes.map(([line, change, after, why]) => ({ file: `${TAGS}/${file}.ts`, line, change, after, why })),
);
