import { OptionsError } from '../../errors.js';
import { fixed, MOST_DIGITS, open, wide, type StoredColumn } from './stored-column.js';

/** How the protocol describes a column of a result. */
export interface MysqlField {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly charset: number;
  readonly length: number;
  readonly decimals: number;
  /** What MariaDB calls a type that the protocol does not have, such as `uuid`. */
  readonly extended: string | undefined;
}

const UNSIGNED = 32;
const ENUM = 256;
const SET = 2048;
/** The character set of bytes. */
const BINARY = 63;

const WHOLE: Readonly<Record<number, string>> = {
  1: 'tinyint',
  2: 'smallint',
  3: 'int',
  9: 'mediumint',
  13: 'year',
};
const TEXTS: Readonly<Record<number, string>> = {
  ...{
    15: 'varchar',
    249: 'tinytext',
    250: 'mediumtext',
    251: 'longtext',
    252: 'text',
    253: 'varchar',
    254: 'char',
  },
};

/**
 * A column of MySQL or MariaDB.
 *
 * @param value the column as SQL.
 * @throws OptionsError for a type that is not known.
 */
export function mysqlColumn(field: MysqlField, value: string): StoredColumn {
  const { name, type, decimals, length } = field;
  const unsigned = (field.flags & UNSIGNED) !== 0;
  const is = (stored: string, text = value) => ({ name, stored, text });
  const whole = WHOLE[type];
  if (whole !== undefined)
    return fixed(is(whole + (unsigned && type !== 13 ? ' unsigned' : '')), { type: 'integer?' });
  switch (type) {
    case 0:
    case 246:
      return decimalColumn(field, value);
    case 4:
      // As text a float has six digits; as a double it has all that it holds.
      return fixed(is('float', `CAST(${value} AS DOUBLE)`), { type: 'double?' });
    case 5:
      return fixed(is('double'), { type: 'double?' });
    case 6:
      return fixed(is('null'), { type: 'text?' });
    case 7:
      return fixed(
        is(withFraction('timestamp', decimals), `CONCAT(${value}, '+00:00')`),
        { type: 'timestamp?' },
        'instants',
      );
    case 8:
      return wide(is(unsigned ? 'bigint unsigned' : 'bigint'), value);
    case 10:
    case 14:
      return fixed(is('date'), { type: 'date?' });
    case 11:
      return fixed(is(withFraction('time', decimals)), { type: 'text?' });
    case 12:
      return fixed(is(withFraction('datetime', decimals)), { type: 'timestamp?' });
    case 16:
      return wide(is(`bit(${length})`, `CAST(${value} AS UNSIGNED)`), `CAST(${value} AS UNSIGNED)`);
    case 245:
      return fixed(is('json', utf8(value)), { type: 'text?' });
    case 255:
      return fixed(is('geometry', `ST_AsText(${value})`), { type: 'text?' });
    default:
      return textColumn(field, value);
  }
}

const withFraction = (type: string, decimals: number): string =>
  decimals === 0 ? type : `${type}(${decimals})`;

const utf8 = (value: string): string => `CONVERT(${value} USING utf8mb4)`;

/** The length counts the point and the sign. */
function decimalColumn({ name, flags, length, decimals }: MysqlField, value: string): StoredColumn {
  const precision = length - (decimals > 0 ? 1 : 0) - ((flags & UNSIGNED) === 0 ? 1 : 0);
  const column = { name, stored: `decimal(${precision},${decimals})`, text: value };
  return precision <= MOST_DIGITS
    ? fixed(column, { type: 'decimal?', precision, scale: decimals })
    : open(column, [`MAX(CHAR_LENGTH(TRUNCATE(ABS(${value}), 0)))`, String(decimals)]);
}

function textColumn({ name, type, flags, charset, extended }: MysqlField, value: string): StoredColumn {
  const text = TEXTS[type];
  const listed =
    (flags & ENUM) !== 0 || type === 247 ? 'enum' : (flags & SET) !== 0 || type === 248 ? 'set' : undefined;
  if (text === undefined && listed === undefined) {
    throw new OptionsError(
      `Column "${name}" is of a type that is not known here (number ${type} of the protocol). Read a query that leaves ` +
        'it out, or makes it text with CAST.',
    );
  }
  if (charset === BINARY && listed === undefined) {
    const stored = text?.replace('text', 'blob').replace('char', 'binary') ?? 'blob';
    return fixed({ name, stored, text: `LOWER(HEX(${value}))` }, { type: 'text?' });
  }
  return fixed({ name, stored: listed ?? extended ?? text ?? 'text', text: utf8(value) }, { type: 'text?' });
}
