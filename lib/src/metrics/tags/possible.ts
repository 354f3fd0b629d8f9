import { entryOf } from '../../core/entry-of.js';
import { parseKind } from '../../engine/shape.js';
import type { Scope } from './check.js';
import { Domain } from './domain.js';
import { errorIn } from './place.js';
import { eventText, printQuery } from './print.js';
import { partsOf, type Comparison, type Leaf, type Query, type QueryValue } from './query.js';

/** More ways than this are not followed: what could then never hold is not found. */
const MOST_WAYS = 2000;

/** A leaf, and whether it has to hold (`TRUE`) or must not. */
interface Demand {
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/**
 * Checks that a query, and each part of its `or`s, can hold: that the ranges and values it demands of one column or
 * count do not exclude each other. Tags are followed into their rules.
 *
 * Reasoning is by ways: all combinations of conditions that make the query true, up to 2,000. A condition of numbers is a
 * range, of texts a set; those on different columns are taken as independent, so a query that gets through may still hold
 * for nobody.
 *
 * @throws OptionsError that names the condition, or the two conditions that exclude each other.
 */
export function requirePossible(
  query: Query,
  scope: Scope,
  rules: ReadonlyMap<string, Query>,
  name: string,
): void {
  requirePartsPossible(query, scope, rules, name);
  // Its parts can all hold, so it can, too.
  if ('or' in query) return;
  const ways = waysOf(query, rules, true, MOST_WAYS);
  if (ways === null) return;
  const reasons = ways.map((way) => contradictionIn(way, scope));
  const [first] = reasons;
  if (first === undefined || reasons.includes(null)) return;
  throw errorIn(query, '', `${name} can never hold: ${first}`);
}

/** Each part of an `or` has to be able to hold, and each condition on rows of events. */
function requirePartsPossible(
  query: Query,
  scope: Scope,
  rules: ReadonlyMap<string, Query>,
  name: string,
): void {
  if ('or' in query) for (const part of query.or) requirePossible(part, scope, rules, name);
  if ('and' in query) for (const part of query.and) requirePartsPossible(part, scope, rules, name);
  if (!('events' in query) || query.where === undefined) return;
  const table = entryOf(scope.sources, query.events)?.table ?? scope.customers;
  const rows: Scope = { customers: table, sources: {}, tags: [] };
  requirePossible(query.where, rows, new Map(), `The condition on ${query.events}`);
}

/** All combinations of demands that make a query true (or, with `holds` false, not true); null for too many. */
function waysOf(
  query: Query,
  rules: ReadonlyMap<string, Query>,
  holds: boolean,
  most: number,
): readonly (readonly Demand[])[] | null {
  if ('not' in query) return waysOf(query.not, rules, !holds, most);
  if ('and' in query || 'or' in query) {
    const all = partsOf(query).map((part) => waysOf(part, rules, holds, most));
    if (all.includes(null)) return null;
    const ways = all as (readonly (readonly Demand[])[])[];
    return 'and' in query === holds ? product(ways, most) : within(ways.flat(), most);
  }
  if (!('tag' in query)) return [[{ leaf: query, holds }]];
  const own: Demand = { leaf: query, holds };
  const rule = rules.get(query.tag);
  // Without the tag, its rule is false or unknown: of that, nothing more is demanded.
  if (rule === undefined || !holds) return [[own]];
  return waysOf(rule, rules, true, most)?.map((way) => [own, ...way]) ?? null;
}

function product(
  parts: readonly (readonly (readonly Demand[])[])[],
  most: number,
): readonly (readonly Demand[])[] | null {
  let ways: readonly (readonly Demand[])[] = [[]];
  for (const part of parts) {
    if (ways.length * part.length > most) return null;
    ways = ways.flatMap((way) => part.map((other) => [...way, ...other]));
  }
  return ways;
}

const within = <T>(ways: readonly T[], most: number): readonly T[] | null =>
  ways.length > most ? null : ways;

/** Why these demands cannot all be met; null if nothing says so. */
function contradictionIn(way: readonly Demand[], scope: Scope): string | null {
  const domains = new Map<string, { domain: Domain; said: string[] }>();
  for (const demand of way) {
    const key = keyOf(demand.leaf);
    const found = domains.get(key) ?? { domain: domainOf(demand.leaf, scope), said: [] };
    const narrowed = narrow(found.domain, demand, comparableIn(demand.leaf, scope));
    const text = printQuery(demand.holds ? demand.leaf : { not: demand.leaf });
    if (narrowed.isEmpty()) {
      return found.said.length === 0 ? text : [...new Set([...found.said, text])].join(' excludes ');
    }
    domains.set(key, { domain: narrowed, said: [...found.said, text] });
  }
  return null;
}

function keyOf(leaf: Leaf): string {
  if ('tag' in leaf) return `tag:${leaf.tag}`;
  return 'events' in leaf ? eventText(leaf) : `column ${leaf.column}`;
}

function domainOf(leaf: Leaf, { customers }: Scope): Domain {
  if ('tag' in leaf) return Domain.ofValues([true, false]);
  if ('events' in leaf) return leaf.sum === undefined ? Domain.ofCounts() : Domain.ofNumbers(false);
  const { kind, nullable } = parseKind(entryOf(customers.columns, leaf.column) ?? 'text?');
  const values = Object.keys(entryOf(customers.schema, leaf.column)?.values ?? {});
  if (kind === 'boolean') return Domain.ofValues([true, false], nullable);
  if (kind === 'text')
    return values.length > 0 ? Domain.ofValues(values, nullable) : Domain.ofTexts(nullable);
  return kind === 'integer' ? Domain.ofIntegers(nullable) : Domain.ofNumbers(nullable);
}

/** How a value of a leaf is compared: times by the instant, so that two ways to write one are equal. */
function comparableIn(leaf: Leaf, { customers }: Scope): (value: QueryValue) => QueryValue {
  const kind = 'column' in leaf ? entryOf(customers.columns, leaf.column) : undefined;
  if (kind === undefined || parseKind(kind).kind !== 'timestamp') return (value) => value;
  return (value) => (typeof value === 'string' ? instantOf(value) : value);
}

const MICROSECONDS = 1000;

function instantOf(text: string): number {
  const [seconds = '', fraction = ''] = text.replace(' ', 'T').split('.');
  const time = seconds.includes('T') ? seconds : `${seconds}T00:00:00`;
  return Date.parse(`${time}Z`) * MICROSECONDS + Number(fraction.padEnd(6, '0'));
}

function narrow(domain: Domain, { leaf, holds }: Demand, of: (value: QueryValue) => QueryValue): Domain {
  if ('tag' in leaf) return domain.compared(holds ? '=' : '!=', true);
  if ('missing' in leaf) return domain.missing(holds);
  if ('is' in leaf) return domain.compared(holds ? leaf.is : OPPOSITE[leaf.is], of(leaf.value));
  return holds ? domain.among(leaf.in.map(of)) : domain.notAmong(leaf.in.map(of));
}

/** Negated comparisons of known values; of unknown ones both are unknown, so they never hold. */
const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};
