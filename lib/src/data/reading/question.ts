import type { Engine, QueryOptions } from '../../engine/engine.js';
import { literal, sql, type Sql } from '../../engine/sql.js';
import { DecimalMarkError, OptionsError } from '../../errors.js';
import { numberPattern } from '../../values/number.js';
import { timeOf } from '../../values/time.js';
import type { Label } from '../../core/label.js';
import { exampleOf } from './fits.js';

/** The error that asks how to read the numbers of a column, with an ambiguous one as an example. */
export async function markQuestion(
  engine: Engine,
  relation: Sql,
  path: string,
  column: string,
  text: Sql,
  options: QueryOptions,
): Promise<DecimalMarkError> {
  const is = (mark: '.' | ',') => sql`regexp_full_match("text", ${literal(numberPattern(mark))})`;
  const unclear = sql`${is('.')} AND ${is(',')} AND regexp_matches("text", '[.,]')`;
  const example = await exampleOf(engine, relation, text, unclear, options);
  const [point, comma] = [
    Number(example.replaceAll(',', '')),
    Number(example.replaceAll('.', '').replace(',', '.')),
  ];
  return new DecimalMarkError(
    `${path}: column "${column}" has numbers such as ${example}, and nothing in the file shows whether that is ` +
      `${point} or ${comma}. Specify which: decimal: '.' (${point}) or decimal: ',' (${comma}).`,
    { column, example },
  );
}

const formatName = (format: string): string => (format === '' ? 'ISO 8601' : format);

/** The formats in which values of a column are, how many values each fits, and one of these. */
export interface DateFormats {
  readonly format: string | undefined;
  readonly n: number;
  readonly example: string;
}

/** An example for each format that fits some values. */
export async function dateFormats(
  engine: Engine,
  relation: Sql,
  text: Sql,
  counts: readonly { readonly format: string | undefined; readonly n: number }[],
  options: QueryOptions,
): Promise<readonly DateFormats[]> {
  const found: DateFormats[] = [];
  for (const { format, n } of counts.filter((one) => one.n > 0)) {
    const fits = sql`${timeOf(sql`"text"`, { format })} IS NOT NULL`;
    found.push({ format, n, example: await exampleOf(engine, relation, text, fits, options) });
  }
  return found.toSorted((a, b) => b.n - a.n);
}

const inWords = (formats: readonly DateFormats[], locale: 'en' | 'zh'): string =>
  formats
    .map(({ format = '', n, example }) => {
      const name = formatName(format);
      return locale === 'en' ? `${name} ${n}, such as ${example}` : `${name} ${n}个，如${example}`;
    })
    .join(locale === 'en' ? '; ' : '；');

/** The error that asks in which of two formats the dates of a column are. */
export function dateQuestion(path: string, column: string, formats: readonly DateFormats[]): OptionsError {
  const named = formats.map(({ format = '' }) => formatName(format));
  return new OptionsError(
    `${path}: column "${column}" has dates such as ${formats[0]?.example ?? ''}, and nothing in it shows whether they are ` +
      `written ${named.join(' or ')}. Specify which: dateFormat: '${formats[0]?.format ?? ''}' or dateFormat: '${formats[1]?.format ?? ''}'.`,
  );
}

/** What is said of a column whose dates are written in several ways. */
export function datesNote(column: string, formats: readonly DateFormats[]): Label {
  return {
    en: `Dates of ${column} are written in several ways: ${inWords(formats, 'en')}.`,
    zh: `${column}的日期格式不一：${inWords(formats, 'zh')}。`,
  };
}
