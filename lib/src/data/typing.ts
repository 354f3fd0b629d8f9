import { parseKind } from '../engine/shape.js';
import { id, join, literal, sql, type Sql } from '../engine/sql.js';
import { textColumn } from './checks.js';
import type { ColumnContract, TableContract } from './contract.js';

/** The column of text as the file has it, while a file is being scanned. */
export const rawColumn = (column: string): Sql => id(`raw:${column}`);

/** True where a value is there but says "missing": `NA`, `null`, `-`. */
export function isSentinel(column: string, contract: TableContract): Sql {
  const sentinels = join(contract.sentinels.map((text) => literal(text.toLowerCase())));
  return contract.sentinels.length === 0
    ? sql`FALSE`
    : // Not IN: DuckDB turns a long IN list into a join, and planning one a column takes most of a small load.
      sql`list_contains([${sentinels}], lower(trim(${rawColumn(column)})))`;
}

/** The text a column's checks look at: trimmed, stripped of its prefix, thousands separators out, null when missing. */
export function cleanedText(column: string, rule: ColumnContract, contract: TableContract): Sql {
  const trimmed = sql`trim(${rawColumn(column)})`;
  const stripped =
    rule.strip === undefined
      ? trimmed
      : sql`CASE WHEN starts_with(${trimmed}, ${literal(rule.strip)})
          THEN trim(substr(${trimmed}, ${literal(rule.strip.length + 1)})) ELSE ${trimmed} END`;
  const numeric = ['integer', 'decimal', 'double'].includes(parseKind(rule.type).kind);
  const text = numeric ? withoutThousands(stripped) : stripped;
  return sql`CASE WHEN NOT ${isSentinel(column, contract)} THEN nullif(${text}, '') END`;
}

function withoutThousands(text: Sql): Sql {
  return sql`CASE WHEN contains(${text}, ',')
      AND regexp_full_match(${text}, '[+-]?[0-9]{1,3}(,[0-9]{3})+([.][0-9]*)?')
    THEN replace(${text}, ',', '') ELSE ${text} END`;
}

/** The typed value of a column's cleaned text; null where the text is not of the type. */
export function typedValue(column: string, rule: ColumnContract): Sql {
  const text = textColumn(column);
  // DuckDB reads '12.6' as the integer 13, and '1_000' and '0x1F' as numbers: neither is what a table means.
  const plain = sql`NOT contains(${text}, '_') AND NOT contains(lower(${text}), 'x')`;
  switch (parseKind(rule.type).kind) {
    case 'integer':
      return sql`CASE WHEN ${plain} AND TRY_CAST(${text} AS BIGINT) = TRY_CAST(${text} AS DOUBLE)
        THEN TRY_CAST(${text} AS BIGINT) END`;
    case 'decimal': {
      const type = sql`DECIMAL(${literal(rule.precision ?? 18)}, ${literal(rule.scale ?? 2)})`;
      return sql`CASE WHEN ${plain} THEN TRY_CAST(${text} AS ${type}) END`;
    }
    case 'double':
      return sql`CASE WHEN ${plain} AND isfinite(TRY_CAST(${text} AS DOUBLE)) THEN TRY_CAST(${text} AS DOUBLE) END`;
    case 'text':
      return text;
    case 'boolean':
      return sql`TRY_CAST(${text} AS BOOLEAN)`;
    case 'date':
      return sql`TRY_CAST(${text} AS DATE)`;
    case 'timestamp':
      return sql`TRY_CAST(${text} AS TIMESTAMP)`;
  }
}
