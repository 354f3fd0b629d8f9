import { tokensOf, type Token } from './lex.js';
import { closest } from '../../core/closest.js';
import { errorAt, placed } from './place.js';
import {
  COMPARISONS,
  type Comparison,
  type EventTest,
  type Query,
  type ReadQuery,
  type QueryValue,
  type RowQuery,
} from './query.js';
import type { Shape } from '../../engine/shape.js';

/** Nested deeper than this, a text is no query that somebody wrote. */
const DEEPEST = 100;

/**
 * Reads a query from its text. The grammar is in docs/audiences.md:
 *
 *     tier in (gold, platinum) and not tag:vip and recency < 30
 *       and count(orders where total > 100 within 30 days) >= 2
 *
 * Names of columns and tags are checked when the query is used, since only then it is known which there are.
 *
 * @throws OptionsError, with the position, for a text that is no query.
 */
export function parseQuery(text: string): ReadQuery {
  return new Parser(text).query() as ReadQuery;
}

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  query(): Query {
    const query = this.#or((): Query => this.#customerTest());
    if (this.#token.kind !== 'end') throw this.#expected('"and", "or" or the end', ['and', 'or']);
    return query;
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '', at: this.#text.length };
  }

  /** or = and { "or" and }; and = not { "and" not }, for the leaves that stand here. */
  #or<Q extends Query | RowQuery>(leaf: () => Q): Q {
    return this.#chain('or', () => this.#chain('and', () => this.#not(leaf)));
  }

  #chain<Q extends Query | RowQuery>(word: 'and' | 'or', part: () => Q): Q {
    const at = this.#token.at;
    const parts = [part()];
    while (this.#take(word)) parts.push(part());
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return placed({ [word]: parts } as unknown as Q, { text: this.#text, at, values: [] });
  }

  #not<Q extends Query | RowQuery>(leaf: () => Q): Q {
    const { at } = this.#token;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw errorAt(this.#text, at, `Nested more than ${DEEPEST} times`);
    try {
      if (this.#take('not')) return this.#negated(this.#not(leaf), at);
      if (!this.#take('(')) return leaf();
      const inner = this.#or(leaf);
      this.#require(')');
      return inner;
    } finally {
      this.#depth -= 1;
    }
  }

  #negated<Q extends Query | RowQuery>(query: Q, at: number): Q {
    return placed({ not: query } as unknown as Q, { text: this.#text, at, values: [] });
  }

  #customerTest(): Query {
    if (this.#take('tag')) {
      this.#require(':');
      const { at } = this.#token;
      return placed({ tag: this.#name('the name of a tag') }, { text: this.#text, at, values: [] });
    }
    if (this.#take('count')) return this.#eventTest(false);
    if (this.#take('sum')) return this.#eventTest(true);
    return this.#columnTest();
  }

  /** "count" "(" name [ "where" rows ] [ "within" n "days" ] ")" comparison number; "sum" has "column of" before the name. */
  #eventTest(adds: boolean): EventTest {
    this.#require('(');
    const sum = adds ? this.#name('the column to add up') : undefined;
    if (adds) this.#require('of');
    const { at } = this.#token;
    const events = this.#name('a table of events');
    const where = this.#take('where') ? this.#or((): RowQuery => this.#columnTest()) : undefined;
    const within = this.#take('within') ? this.#days() : undefined;
    this.#require(')', ['where', 'within']);
    const is = this.#comparison();
    const value = this.#number();
    const test = {
      events,
      ...(sum !== undefined && { sum }),
      ...(where !== undefined && { where }),
      ...(within !== undefined && { within }),
      ...{ is, value },
    };
    return placed(test, { text: this.#text, at, values: [] });
  }

  #days(): number {
    const days = this.#number();
    if (!this.#take('days') && !this.#take('day')) throw this.#expected('"days"', ['days']);
    return days;
  }

  /** column comparison value | column [ "not" ] "in" "(" value { "," value } ")" | column "is" [ "not" ] "missing" */
  #columnTest<S extends Shape>(): RowQuery<S> {
    const { at } = this.#token;
    const column = this.#name('a condition');
    const test = (rest: object, values: readonly number[] = []) =>
      placed({ column, ...rest } as unknown as RowQuery<S>, { text: this.#text, at, values });
    if (this.#take('is')) {
      const not = this.#take('not');
      if (!this.#take('missing')) throw this.#expected('"missing" or "not missing"', ['missing', 'not']);
      return not ? this.#negated(test({ missing: true }), at) : test({ missing: true });
    }
    const not = this.#take('not');
    if (!this.#take('in')) {
      if (not) throw this.#expected('"in"', ['in']);
      const is = this.#comparison();
      const place = this.#token.at;
      return test({ is, value: this.#value() }, [place]);
    }
    const values = this.#list();
    const found = test(
      { in: values.map(({ value }) => value) },
      values.map((one) => one.at),
    );
    return not ? this.#negated(found, at) : found;
  }

  #list(): readonly { readonly value: QueryValue; readonly at: number }[] {
    this.#require('(');
    const values: { value: QueryValue; at: number }[] = [];
    do {
      const { at } = this.#token;
      values.push({ value: this.#value(), at });
    } while (this.#take(','));
    this.#require(')');
    return values;
  }

  #comparison(): Comparison {
    const { kind, text } = this.#token;
    const found = kind === 'symbol' ? COMPARISONS.find((one) => one === text) : undefined;
    if (found === undefined) {
      throw this.#expected(`one of ${COMPARISONS.join(' ')}, "in" or "is missing"`, ['in', 'is', 'not']);
    }
    this.#next += 1;
    return found;
  }

  #value(): QueryValue {
    const { kind, text } = this.#token;
    if (kind === 'number') return this.#number();
    if (kind === 'word' && ['true', 'false'].includes(text.toLowerCase())) {
      this.#next += 1;
      return text.toLowerCase() === 'true';
    }
    if (kind === 'name') throw this.#expected(`a value (texts stand in single quotes: '${text}')`);
    if (!['word', 'text', 'date'].includes(kind)) throw this.#expected('a value');
    this.#next += 1;
    return text;
  }

  #number(): number {
    const { kind, text } = this.#token;
    if (kind !== 'number') throw this.#expected('a number');
    const value = Number(text);
    if (!Number.isFinite(value)) throw this.#expected('a number that is not so large');
    this.#next += 1;
    return value;
  }

  #name(what: string): string {
    const { kind, text } = this.#token;
    if (kind !== 'word' && kind !== 'name') throw this.#expected(what);
    this.#next += 1;
    return text;
  }

  /** Takes a keyword or symbol if it is next; keywords in any case. */
  #take(word: string): boolean {
    const { kind, text } = this.#token;
    const is = kind === 'word' || kind === 'symbol' ? text.toLowerCase() === word : false;
    if (is) this.#next += 1;
    return is;
  }

  #require(word: string, words: readonly string[] = []): void {
    if (!this.#take(word)) throw this.#expected(`"${word}"`, words);
  }

  #expected(what: string, words: readonly string[] = []): Error {
    const { kind, text, at } = this.#token;
    const found = kind === 'end' ? 'the end' : `"${text}"`;
    const near = kind === 'word' ? closest(text, words) : undefined;
    const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
    return errorAt(this.#text, at, `Expected ${what}, but found ${found}`, hint);
  }
}
