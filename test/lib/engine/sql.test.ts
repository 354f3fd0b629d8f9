import { describe, expect, it } from 'vitest';
import { id, join, literal, sql } from 'tally';
import { duckdbDialect } from '../../../lib/src/engine/dialect.js';
import { renderSql } from '../../../lib/src/engine/render.js';
import { raw } from '../../../lib/src/engine/sql.js';

const render = (statement: ReturnType<typeof sql>) => renderSql(statement, duckdbDialect);

describe('sql', () => {
  it('takes more values than a call can have arguments', () => {
    const list = join(Array.from({ length: 150_000 }, (_, index) => sql`${index}`));
    expect(render(sql`SELECT ${list}`).text).toMatch(/, \$150000$/);
  });

  it('turns values into numbered parameters', () => {
    expect(render(sql`SELECT ${1}, ${'a'}, ${null}`)).toEqual({
      text: 'SELECT $1, $2, $3',
      values: [1, 'a', null],
    });
  });

  it('splices statements and numbers their parameters through', () => {
    const inner = sql`age > ${18}`;
    expect(render(sql`SELECT ${7} WHERE ${inner} AND ${inner}`)).toEqual({
      text: 'SELECT $1 WHERE age > $2 AND age > $3',
      values: [7, 18, 18],
    });
  });

  it('quotes identifiers so that a name is only ever a name', () => {
    expect(render(sql`SELECT ${id('"; drop table x --')}`).text).toBe('SELECT """; drop table x --"');
  });

  it('writes literals with their quotes doubled', () => {
    expect(render(sql`${literal("it's")} ${literal(2)} ${literal(null)} ${literal(true)}`).text).toBe(
      "'it''s' 2 NULL true",
    );
  });

  it('joins fragments and remembers the tables they mention', () => {
    const users = { name: 'users', columns: { age: 'integer' } } as const;
    const statement = sql`SELECT ${join([id('a'), raw('b')], ' + ')} FROM ${users}`;
    expect(render(statement).text).toBe('SELECT "a" + b FROM "users"');
    expect(statement.tables).toEqual(['users']);
  });
});
