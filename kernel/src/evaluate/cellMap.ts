import { SourceMap, type SourceMapPayload } from 'node:module';

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const COMMENT = '\n//# sourceMappingURL=data:application/json;base64,';
/** tslab puts `export {};` on a line of its own before the cell. */
const LINES_BEFORE_CELL = 1;
/** tslab's executor puts one of these before the first line of the compiled cell. */
const ASYNC_PREFIX = '(async function(exports, require) { ';
const SYNC_PREFIX = '(function(exports, require) { ';

function decode(base64: string): SourceMap {
  return new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()) as SourceMapPayload);
}

function step(map: SourceMap, place: Place): Place | undefined {
  const entry = map.findEntry(place.line - 1, place.column - 1);
  return 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : undefined;
}

/** The way back from a compiled cell to its TypeScript. */
export interface CellMap {
  /** The compiled cell without its source map comments. */
  readonly code: string;
  /** The place in the cell that a place in the running script comes from. */
  toCell(place: Place): Place | undefined;
}

/**
 * Takes the two source maps off a compiled cell; they are decoded when the first frame needs them.
 *
 * @param output what the patched converter returns: code, second step's map, first step's map
 */
export function splitMaps(output: string, isAsync: boolean): CellMap {
  const [code = '', toModule = '', toTypeScript = ''] = output.split(COMMENT);
  const lines = code.split('\n').length;
  const prefix = (isAsync ? ASYNC_PREFIX : SYNC_PREFIX).length;
  let maps: readonly [SourceMap, SourceMap] | undefined;
  return {
    code,
    toCell({ line, column }) {
      if (toTypeScript === '' || line > lines) return undefined; // after the cell comes tslab's own call
      maps ??= [decode(toModule), decode(toTypeScript)];
      const inModule = step(maps[0], { line, column: line === 1 ? column - prefix : column });
      const inCell = inModule && step(maps[1], inModule);
      return inCell && { line: inCell.line - LINES_BEFORE_CELL, column: inCell.column };
    },
  };
}
