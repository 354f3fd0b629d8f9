import { literal, sql, type Sql } from '../../engine/sql.js';
import type { SourceRecord } from './records.js';
import type { Source } from './source.js';

/** The same file, as if it ended after so many rows. */
export function firstRows(source: Source, rows: number): Source {
  const limited = (relation: Sql): Sql => sql`SELECT * FROM (${relation}) LIMIT ${literal(rows)}`;
  const { fast } = source;
  return {
    path: source.path,
    format: source.format,
    get encoding() {
      return source.encoding;
    },
    delimiter: source.delimiter,
    columns: source.columns,
    ...(source.declared !== undefined && { declared: source.declared }),
    remark: () => source.remark?.() ?? null,
    fast: fast && {
      relation: async (bindings) => limited(await fast.relation(bindings)),
      records: () => take(fast.records(), rows),
    },
    careful: async (bindings) => limited(await source.careful(bindings)),
    dispose: () => source.dispose(),
  };
}

async function* take(records: AsyncIterable<SourceRecord>, rows: number): AsyncGenerator<SourceRecord> {
  let left = rows;
  for await (const record of records) {
    if (left <= 0) return;
    left -= 1;
    yield record;
  }
}
