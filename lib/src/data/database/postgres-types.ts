import { fixed, MOST_DIGITS, open, wide, type StoredColumn } from './stored-column.js';

/** A column of a result, with its type as the catalog describes it. */
export interface PostgresField {
  readonly name: string;
  readonly type: string;
  readonly isArray: boolean;
  /** The type with its modifier, such as `numeric(12,2)`. */
  readonly stored: string;
  /** The modifier of the type; below 0 if there is none. */
  readonly modifier: number;
}

const WHOLE = ['int2', 'int4', 'oid'];

/**
 * A column of Postgres. Every type has a text, and what is not known here becomes it.
 *
 * @param value the column as SQL.
 */
export function postgresColumn(
  { name, type, isArray, stored, modifier }: PostgresField,
  value: string,
): StoredColumn {
  const is = (text: string) => ({ name, stored, text });
  if (isArray) return fixed(is(`to_json(${value})::text`), { type: 'text?' });
  if (WHOLE.includes(type)) return fixed(is(`${value}::text`), { type: 'integer?' });
  switch (type) {
    case 'int8':
      return wide(is(`${value}::text`), value);
    case 'numeric':
      return numeric(is(`${value}::text`), value, modifier);
    case 'money':
      return numeric(is(`${value}::numeric::text`), `${value}::numeric`, -1);
    case 'float4':
    case 'float8':
      // As text a float4 has the digits that tell it from others; as a float8 all that it holds.
      return fixed(is(`${value}::float8::text`), { type: 'double?' });
    case 'bool':
      return fixed(is(`${value}::text`), { type: 'boolean?' });
    case 'date':
      return fixed(is(`${value}::text`), { type: 'date?' });
    case 'timestamp':
      return fixed(is(`${value}::text`), { type: 'timestamp?' });
    case 'timestamptz':
      return fixed(is(`${value}::text`), { type: 'timestamp?' }, 'instants');
    case 'bytea':
      return fixed(is(`encode(${value}, 'hex')`), { type: 'text?' });
    default:
      return fixed(is(`${value}::text`), { type: 'text?' });
  }
}

/** A modifier is the total digits, times 65,536, plus the digits after the point, plus 4. */
function numeric(
  column: { readonly name: string; readonly stored: string; readonly text: string },
  value: string,
  modifier: number,
): StoredColumn {
  const [precision, scale] = [((modifier - 4) >> 16) & 0xffff, (modifier - 4) & 0x7ff];
  if (modifier >= 4 && precision <= MOST_DIGITS && scale <= precision) {
    return fixed(column, { type: 'decimal?', precision, scale });
  }
  // NaN and the infinities have no scale, and 0.5 has no digit before its point.
  const finite = `FILTER (WHERE scale(${value}) IS NOT NULL)`;
  return open(column, [
    `max(length(nullif(trunc(abs(${value}))::text, '0'))) ${finite}`,
    `max(scale(${value})) ${finite}`,
  ]);
}
