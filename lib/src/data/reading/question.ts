import type { Engine, QueryOptions } from '../../engine/engine.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import { OptionsError } from '../../errors.js';
import { numberPattern } from '../../values/number.js';
import { exampleOf } from './fits.js';

/** The error that asks how to read the numbers of a column, with an ambiguous one as an example. */
export async function markQuestion(
  engine: Engine,
  relation: Sql,
  path: string,
  column: string,
  text: Sql,
  options: QueryOptions,
): Promise<OptionsError> {
  const is = (mark: '.' | ',') => sql`regexp_full_match("text", ${literal(numberPattern(mark))})`;
  const unclear = sql`${is('.')} AND ${is(',')} AND regexp_matches("text", '[.,]')`;
  const example = await exampleOf(engine, relation, text, unclear, options);
  const [point, comma] = [
    Number(example.replaceAll(',', '')),
    Number(example.replaceAll('.', '').replace(',', '.')),
  ];
  return new OptionsError(
    `${path}: column "${column}" has numbers such as ${example}, and nothing in the file shows whether that is ` +
      `${point} or ${comma}. Specify which: decimal: '.' (${point}) or decimal: ',' (${comma}).`,
  );
}
