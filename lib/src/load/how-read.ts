import { term } from '../core/term.js';
import type { Label } from '../core/label.js';
import { decimal } from '../core/quantity.js';
import type { SourceRead } from '../data/load.js';
import type { Format } from '../data/source/format.js';
import type { FoundEncoding } from '../data/source/found-encoding.js';
import { entryOf } from '../core/entry-of.js';

/** A file, how it was read, and which of its columns were not used. */
export interface FileRead extends SourceRead {
  readonly unusedColumns: readonly string[];
}

const FORMATS: Readonly<Record<Format, string>> = {
  csv: 'CSV',
  parquet: 'Parquet',
  json: 'JSON',
  ndjson: 'NDJSON',
  mysql: 'MySQL',
  postgres: 'Postgres',
  xlsx: 'Excel',
};

const DELIMITERS: Readonly<Partial<Record<string, Label>>> = {
  ',': { en: 'commas', zh: '逗号' },
  ';': { en: 'semicolons', zh: '分号' },
  '\t': { en: 'tabs', zh: '制表符' },
  spaces: { en: 'spaces', zh: '空格' },
  '|': { en: 'vertical bars', zh: '竖线' },
};

/** Names that several columns of a file have, as the first of them is written. Engines do not tell case apart. */
function repeated(columns: readonly string[]): readonly string[] {
  const names = columns.map((name) => name.trim().toLowerCase());
  return columns.filter(
    (_, index) =>
      names[index] !== '' &&
      names.indexOf(names[index] ?? '') === index &&
      names.includes(names[index] ?? '', index + 1),
  );
}

/** As a sentence, such as `CSV in utf-8, separated by commas. Columns not used: index.` */
export function howRead({
  format,
  foundEncoding,
  delimiter,
  columns,
  notes,
  unusedColumns,
}: FileRead): Label {
  const mark =
    delimiter === null ? null : (entryOf(DELIMITERS, delimiter) ?? { en: delimiter, zh: delimiter });
  const named = (locale: 'en' | 'zh') =>
    unusedColumns.map((name) => (name === '' ? term('noName')[locale] : name));
  const twice = repeated(columns);
  const en = [
    FORMATS[format],
    ...(foundEncoding === null ? [] : [` in ${foundEncoding.encoding}${surely(foundEncoding).en}`]),
    ...(mark === null ? [] : [`, separated by ${mark.en}`]),
    '.',
    ...notes.map((note) => ` ${note.en}`),
    ...twice.map(
      (name) =>
        ` More than one column is named ${name}: the one written exactly so is taken, else the first.`,
    ),
    ...(unusedColumns.length === 0 ? [] : [` Columns not used: ${named('en').join(', ')}.`]),
  ];
  const zh = [
    FORMATS[format],
    ...(foundEncoding === null ? [] : [`，编码${foundEncoding.encoding}${surely(foundEncoding).zh}`]),
    ...(mark === null ? [] : [`，以${mark.zh}分隔`]),
    '。',
    ...notes.map((note) => note.zh),
    ...twice.map((name) => `有多列名为${name}：以写法完全一致的列为准，没有则取第一列。`),
    ...(unusedColumns.length === 0 ? [] : [`未使用的列：${named('zh').join('、')}。`]),
  ];
  return { en: en.join(''), zh: zh.join('') };
}

/** How certain it is that an encoding was identified from letters; empty if the bytes determine it. */
function surely({ by, rival }: FoundEncoding): Label {
  if (by !== 'letters') return { en: '', zh: '' };
  if (rival === undefined)
    return { en: ' (the text is not words in any other encoding)', zh: '（其他编码都不成词）' };
  const times = decimal(rival.ratio, 1);
  return {
    en: ` (identified by its letters, ${times.en} times as likely as ${rival.encoding})`,
    zh: `（据字符推断，可能性是${rival.encoding}的${times.zh}倍）`,
  };
}
