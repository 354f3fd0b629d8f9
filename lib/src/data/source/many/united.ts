import { normalize, sameName } from '../../../core/closest.js';
import { id, join, literal, sql, type Sql } from '../../../engine/sql.js';
import type { SourceRecord } from '../records.js';
import type { Binding, Source } from '../source.js';

/** A file among several: its name within what was asked for. */
export interface Part {
  readonly name: string;
  readonly source: Source;
}

/** Several files of the same columns as one, with a further column for the name of the file. */
export function united(path: string, first: Part, parts: readonly Part[], empty: readonly string[]): Source {
  const { columns } = first.source;
  const fileColumn = columns.some((name) => normalize(name) === 'file') ? 'source_file' : 'file';
  const { length } = columns;
  const one = <T>(values: readonly T[]): T | undefined =>
    new Set(values).size === 1 ? values[0] : undefined;
  const relationOf = ({ name }: Part, bindings: readonly Binding[], inner: Sql): Sql => {
    const values = bindings.map(({ column, index }) => {
      const raw = id(`raw:${column}`);
      return index === length ? sql`${literal(name)} AS ${raw}` : raw;
    });
    return sql`SELECT ${join(values)}, line, text, malformed FROM (${inner})`;
  };
  const own = ({ source }: Part, bindings: readonly Binding[]): readonly Binding[] =>
    bindings
      .filter(({ index }) => index < length)
      .map(({ column, index }) => ({ column, index: ownIndex(source, columns, index) }));
  const fast = parts.flatMap((part) => (part.source.fast === null ? [] : [{ part, way: part.source.fast }]));
  return {
    path,
    format: first.source.format,
    get encoding() {
      return first.source.encoding;
    },
    delimiter: one(parts.map(({ source }) => source.delimiter)) ?? null,
    columns: [...columns, fileColumn],
    fileColumn,
    parts: parts.map(({ source }) => source),
    async typedNumbers() {
      const found = new Set<number>();
      for (const { source } of parts) {
        const typed = await source.typedNumbers?.();
        for (const index of columns.keys())
          if (typed?.has(ownIndex(source, columns, index)) === true) found.add(index);
      }
      return found;
    },
    ...(first.source.missing !== undefined && { missing: first.source.missing }),
    notes: notesOf(parts, empty),
    fast:
      fast.length < parts.length
        ? null
        : {
            async relation(bindings) {
              const relations: Sql[] = [];
              for (const { part, way } of fast) {
                relations.push(relationOf(part, bindings, await way.relation(own(part, bindings))));
              }
              return join(relations, '\nUNION ALL ');
            },
            records: () => chained(fast.map(({ way }) => way.records())),
          },
    async careful(bindings) {
      const relations: Sql[] = [];
      for (const part of parts) {
        relations.push(relationOf(part, bindings, await part.source.careful(own(part, bindings))));
      }
      return join(relations, '\nUNION ALL ');
    },
    dispose() {
      for (const { source } of parts) source.dispose();
    },
  };
}

function ownIndex(source: Source, columns: readonly string[], index: number): number {
  const wanted = columns[index] ?? '';
  const found = sameName(wanted, source.columns);
  return wanted === '' || found === -1 ? index : found;
}

async function* chained(all: readonly AsyncIterable<SourceRecord>[]): AsyncGenerator<SourceRecord> {
  for (const records of all) yield* records;
}

function notesOf(parts: readonly Part[], empty: readonly string[]): NonNullable<Source['notes']> {
  const [first, last] = [parts[0]?.name ?? '', parts.at(-1)?.name ?? ''];
  return [
    {
      en: `Files: ${parts.length}${parts.length === 1 ? `, ${first}` : `, from ${first} to ${last}`}.`,
      zh: `共${parts.length}个文件${parts.length === 1 ? `：${first}` : `，从${first}到${last}`}。`,
    },
    ...(empty.length === 0
      ? []
      : [{ en: `Files without rows: ${empty.join(', ')}.`, zh: `没有数据行的文件：${empty.join('、')}。` }]),
    ...parts.flatMap(({ name, source }) =>
      (source.notes ?? []).map(({ en, zh }) => ({ en: `${name}: ${en}`, zh: `${name}：${zh}` })),
    ),
  ];
}
