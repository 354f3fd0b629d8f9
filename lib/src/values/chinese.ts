import { literal, sql, type Sql } from '../engine/sql.js';
import { named } from './named.js';

const DIGITS = '一二三四五六七八九';
/** Traditional forms and those of documents, and what they become. */
const FORMS = [
  '壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億〇兩两',
  '一二二三三四五六六七八九十百千万亿零二二',
] as const;

/** Simple characters for the other forms of Chinese numerals. */
export const plainNumerals = (text: Sql): Sql =>
  sql`translate(${text}, ${literal(FORMS[0])}, ${literal(FORMS[1])})`;

const D = `[${DIGITS}]`;
const TENS = `${D}十${D}?`;
const HUNDREDS = `${D}百(零${D}|${TENS})?`;
/** Below 10,000. After a gap stands 零: what lacks it, as 三千五, means 3,500 to some and 3,005 to others. */
const SECTION = `(${D}千(零${D}|零${TENS}|${HUNDREDS})?|${HUNDREDS}|${D}?十${D}?|${D})`;

/** Numerals in simple characters: `三千五百`, `十二`, `一亿零三万`. */
export const CHINESE_NUMERAL = `((${SECTION}亿零?)?(${SECTION}万零?)?${SECTION}|(${SECTION}亿零?)?${SECTION}万|${SECTION}亿|零)`;

/** What stands after digits, as in `1.2万`, and how often it counts. */
export const CHINESE_UNITS: Readonly<Record<string, string>> = {
  十: '10',
  百: '100',
  千: '1000',
  万: '10000',
  十万: '100000',
  百万: '1000000',
  千万: '10000000',
  亿: '100000000',
  十亿: '1000000000',
  百亿: '10000000000',
  千亿: '100000000000',
  万亿: '1000000000000',
};

/** The whole number of a numeral, as text. */
export function chineseNumber(text: Sql): Sql {
  const before = sql`regexp_extract(${text}, '^([^亿]*)亿', 1)`;
  const middle = sql`regexp_extract(${text}, '(^|亿)零?([^亿万]*)万', 2)`;
  const last = sql`regexp_extract(${text}, '([^亿万]*)$', 1)`;
  return sql`CAST(${section(before)} * 100000000 + ${section(middle)} * 10000 + ${section(last)} AS VARCHAR)`;
}

/** The number below 10,000; 十 alone is 10. */
const section = (text: Sql): Sql =>
  named(text, 'section', (part) => {
    const tens = sql`CASE WHEN contains(${part}, '十') THEN greatest(${digit(part, `(${D})十`)}, 1) ELSE 0 END`;
    return sql`(${digit(part, '(.)千')} * 1000 + ${digit(part, '(.)百')} * 100 + ${tens} * 10 + ${digit(part, `(${D})$`)})`;
  });

/** The digit in a place; 0 where there is none. */
const digit = (text: Sql, pattern: string): Sql =>
  named(sql`regexp_extract(${text}, ${literal(pattern)}, 1)`, 'digit', (found) => {
    return sql`CASE ${found} WHEN '' THEN 0 ELSE CAST(strpos(${literal(DIGITS)}, ${found}) AS BIGINT) END`;
  });
