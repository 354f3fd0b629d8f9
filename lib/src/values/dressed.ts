import { join, literal, sql, type Sql } from '../engine/sql.js';
import { CHINESE_NUMERAL, CHINESE_UNITS, chineseNumber, plainNumerals } from './chinese.js';
import { CURRENCY_CODES, CURRENCY_SIGNS } from './currency.js';
import { named } from './named.js';
import { plainNumber, UNREADABLE, type DecimalMark } from './number.js';

/** What stands around the numbers of a column besides digits, as found over it. */
export interface Dress {
  /** Whether they are percentages: a number without a percent sign is then none of the column, and else one with it. */
  readonly percent: boolean;
}

const CODE = '[A-Z]{3}';
const CODES = join(CURRENCY_CODES.map(literal));

const escaped = (text: string): string => text.replace(/[.$*+?^()[\]{}|\\]/g, '\\$&');

/** A sign, or three letters, of which only some are codes: a pattern of all of them takes long to make. */
const CURRENCY = `(${CURRENCY_SIGNS.map(escaped).join('|')}|${CODE})`;
const UNIT = `(${Object.keys(CHINESE_UNITS)
  .toSorted((a, b) => b.length - a.length)
  .join('|')})`;
/** Thousands may be grouped by points, commas, spaces or apostrophes. */
const DIGITS = `(([0-9]{1,3}([.,' ][0-9]{3})+|[0-9]+)([.,][0-9]+)?|[.,][0-9]+)`;
const VALUE = `(${DIGITS}( *${UNIT})?( *%)?|${CHINESE_NUMERAL})`;
const AMOUNT = `(${CURRENCY} *)?${VALUE}( *${CURRENCY})?`;
/** `-€5`, `€-5`, `€ (5)`, `5-`. */
const DRESSED =
  `([+-]? *${AMOUNT}|${CURRENCY} *[+-] *${VALUE}( *${CURRENCY})?` +
  `|(${CURRENCY} *)?\\( *${AMOUNT} *\\)( *${CURRENCY})?|(${CURRENCY} *)?${VALUE} *-( *${CURRENCY})?)`;
/** What only a number has, and a code of digits and spaces not. */
const EVIDENT = `${CURRENCY}|[%十百千万亿]|[(].*[.,][0-9]|[.,][0-9]+ *-`;

const FULL_WIDTH = [
  '０１２３４５６７８９．，＋－−％（）￥＄’\u00a0\u202f\u2009\u3000',
  "0123456789.,+--%()¥$'    ",
] as const;

/** One form for what is written in several: full-width digits, spaces that do not break, numerals of documents. */
function folded(text: Sql): Sql {
  return plainNumerals(sql`trim(translate(${text}, ${literal(FULL_WIDTH[0])}, ${literal(FULL_WIDTH[1])}))`);
}

const like = (text: Sql, pattern: string): Sql => sql`regexp_full_match(${text}, ${literal(pattern)})`;

/** Nothing but a number in one of the two notations of the world. */
const isPlain = (text: Sql): Sql => like(text, '[+-]?[0-9.,]*([eE][+-]?[0-9]+)?');

/** Whether a folded text is a number with signs around it, and its letters are codes of currencies. */
const isAmount = (fold: Sql): Sql =>
  sql`${like(fold, DRESSED)} AND list_has_all([${CODES}], regexp_extract_all(${fold}, ${literal(CODE)}))`;

/** Whether a text is a number with something around it. */
export const isDressed = (text: Sql): Sql =>
  sql`CASE WHEN ${isPlain(text)} THEN FALSE ELSE ${named(folded(text), 'folded', isAmount)} END`;

/** Whether a dressed number could be nothing else: `€ 5`, not `560 001`. */
export const isEvident = (text: Sql): Sql =>
  sql`(regexp_matches(${folded(text)}, ${literal(EVIDENT)}) OR regexp_matches(${text}, '[０-９]'))`;

export const hasPercent = (text: Sql): Sql => sql`contains(${folded(text)}, '%')`;
export const hasChinese = (text: Sql): Sql =>
  sql`regexp_matches(${folded(text)}, '[一二三四五六七八九十百千万亿零]')`;

/** The currency sign or code in a text; empty where there is none. */
export const signOf = (text: Sql): Sql => sql`regexp_extract(${folded(text)}, ${literal(CURRENCY)})`;

/** The digits of a dressed number with their decimal mark, and behind them `%` or a Chinese unit; else the text. */
export const undressed = (text: Sql): Sql =>
  named(text, 'a text', (one) =>
    named(folded(one), 'folded', (fold) => {
      const body = sql`regexp_replace(${fold}, ${literal(`${CURRENCY}|[-+()' ]`)}, '', 'g')`;
      const digits = named(body, 'body', (bare) => {
        return sql`CASE WHEN ${like(bare, CHINESE_NUMERAL)} THEN ${chineseNumber(bare)} ELSE ${bare} END`;
      });
      const sign = sql`CASE WHEN regexp_matches(${fold}, '[-(]') THEN '-' ELSE '' END`;
      return sql`CASE WHEN ${isPlain(one)} OR NOT (${isAmount(fold)}) THEN ${one} ELSE ${sign} || ${digits} END`;
    }),
  );

const SUFFIX = '[%十百千万亿]+$';

/** The digits of an undressed number alone. */
export const digitsOf = (text: Sql): Sql => sql`regexp_replace(${text}, ${literal(SUFFIX)}, '')`;

/** An undressed number as SQL writes it: 0.125 for `12,5%`, 12000 for `1.2万`. */
export const dressedNumber = (text: Sql, mark: DecimalMark, { percent }: Dress): Sql =>
  named(text, 'undressed', (one) => {
    const suffix = sql`regexp_extract(${one}, ${literal(SUFFIX)})`;
    const number = named(digitsOf(one), 'digits', (digits) => plainNumber(digits, mark));
    const odd = sql`${literal(UNREADABLE)} || ${one}`;
    if (percent) {
      return sql`CASE WHEN ${one} = '' THEN '' WHEN ${suffix} = '%' THEN ${times(number, literal('0.01'))} ELSE ${odd} END`;
    }
    const units = Object.entries(CHINESE_UNITS).map(
      ([unit, factor]) => sql`WHEN ${literal(unit)} THEN ${literal(factor)}`,
    );
    const factor = sql`CASE ${suffix} ${join(units, ' ')} END`;
    return sql`CASE WHEN ${suffix} = '' THEN ${number} WHEN ${factor} IS NULL THEN ${odd} ELSE ${times(number, factor)} END`;
  });

/** A plain number multiplied without a rounding, as far as its digits allow. */
const times = (value: Sql, factor: Sql): Sql =>
  named(value, 'number', (number) => {
    const product = sql`TRY_CAST(${number} AS DECIMAL(20, 8)) * CAST(${factor} AS DECIMAL(15, 2))`;
    return sql`CASE WHEN ${like(number, '[+-]?[0-9]{0,12}([.][0-9]{0,8})?')}
    THEN regexp_replace(CAST(${product} AS VARCHAR), '[.]?0+$', '') ELSE ${literal(UNREADABLE)} || ${number} END`;
  });
