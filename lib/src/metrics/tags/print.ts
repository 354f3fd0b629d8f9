import { isPlainWord } from './lex.js';
import type { EventTest, Query, QueryValue } from './query.js';

/** How tightly a condition binds; one that binds less than its place needs parentheses. */
const BINDS = { or: 1, and: 2, leaf: 3 } as const;

/**
 * The text of a query; reading it again gives the same query.
 *
 * @example
 * printQuery({ not: { column: 'recency', is: '<', value: 30 } }); // 'not recency < 30'
 */
export const printQuery = (query: Query): string => written(query, BINDS.or);

function written(query: Query, binds: number): string {
  if ('and' in query) return chain(query.and, 'and', binds);
  if ('or' in query) return chain(query.or, 'or', binds);
  if ('not' in query) return `not ${written(query.not, BINDS.leaf)}`;
  if ('tag' in query) return `tag:${nameText(query.tag)}`;
  if ('events' in query) return `${eventText(query)} ${query.is} ${query.value}`;
  const name = nameText(query.column);
  if ('missing' in query) return `${name} is missing`;
  if ('in' in query) return `${name} in (${query.in.map(valueText).join(', ')})`;
  return `${name} ${query.is} ${valueText(query.value)}`;
}

/** A chain inside one of the same kind keeps its parentheses, since it is a condition of its own. */
function chain(parts: readonly Query[], word: 'and' | 'or', binds: number): string {
  const text = parts.map((part) => written(part, BINDS[word] + 1)).join(` ${word} `);
  return BINDS[word] < binds ? `(${text})` : text;
}

/** What is counted or added up, without the comparison. */
export function eventText({ events, sum, where, within }: EventTest): string {
  const rows = [
    ...(sum === undefined ? [] : [`${nameText(sum)} of`]),
    nameText(events),
    ...(where === undefined ? [] : ['where', printQuery(where)]),
    ...(within === undefined ? [] : [`within ${within} days`]),
  ];
  return `${sum === undefined ? 'count' : 'sum'}(${rows.join(' ')})`;
}

const nameText = (name: string): string => (isPlainWord(name) ? name : `"${name.replaceAll('"', '""')}"`);

function valueText(value: QueryValue): string {
  if (typeof value !== 'string') return String(value);
  return isPlainWord(value) || /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
