import { literal, sql, type Sql } from '../engine/sql.js';

/** The word for true and the word for false. */
export type TruthWords = readonly [truth: string, falsehood: string];

/** The usual words; a column has one pair of them. */
export const TRUTH_WORDS: readonly TruthWords[] = [
  ['true', 'false'],
  ['yes', 'no'],
  ['t', 'f'],
  ['y', 'n'],
  ['ja', 'nein'],
  ['oui', 'non'],
  ['sí', 'no'],
  ['si', 'no'],
  ['sim', 'não'],
  ['да', 'нет'],
  ['是', '否'],
  ['真', '假'],
];

/** Words that are numbers too: where a column is declared to be of booleans, they are meant. */
export const TRUTH_DIGITS: TruthWords = ['1', '0'];

/** The boolean that a word of a pair stands for, without regard to case; null for any other text. */
export function truthOf(text: Sql, [truth, falsehood]: TruthWords): Sql {
  return sql`CASE lower(${text}) WHEN ${literal(truth.toLowerCase())} THEN TRUE
    WHEN ${literal(falsehood.toLowerCase())} THEN FALSE END`;
}
