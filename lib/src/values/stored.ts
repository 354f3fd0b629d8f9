import type { Kind } from '../engine/shape.js';
import { literal, sql, type Sql } from '../engine/sql.js';
import type { DecimalSize } from './number.js';

/**
 * The value of a text as a database writes it; null where neither the engine nor the library can hold it: zero dates,
 * years before 1 and after 9999, infinities, NaN. Times with an offset become those of UTC.
 */
export function storedValue(text: Sql, kind: Kind, { precision, scale }: Omit<DecimalSize, 'round'>): Sql {
  switch (kind) {
    case 'integer':
      return sql`TRY_CAST(${text} AS BIGINT)`;
    case 'decimal':
      return sql`TRY_CAST(${text} AS DECIMAL(${literal(precision)}, ${literal(scale)}))`;
    case 'double':
      return finite(sql`TRY_CAST(${text} AS DOUBLE)`);
    case 'text':
      return text;
    case 'boolean':
      return sql`TRY_CAST(${text} AS BOOLEAN)`;
    case 'date':
      return ofOurEra(text, sql`TRY_CAST(${text} AS DATE)`);
    case 'timestamp':
      return ofOurEra(text, sql`TRY_CAST(${text} AS TIMESTAMP)`);
  }
}

const finite = (value: Sql): Sql => sql`CASE WHEN isfinite(${value}) THEN ${value} END`;

/** The engine takes the year of `0044-03-15 BC` for one of our era. */
const ofOurEra = (text: Sql, value: Sql): Sql =>
  sql`CASE WHEN year(${finite(value)}) BETWEEN 1 AND 9999 AND NOT ends_with(${text}, 'BC') THEN ${value} END`;
