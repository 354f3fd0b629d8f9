import { SourceMap, type SourceMapPayload } from 'node:module';

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

const COMMENT = '\n//# sourceMappingURL=data:application/json;base64,';

/** What tslab adds around a text before it is compiled and run. */
export interface Surroundings {
  /** Lines before the TypeScript: `export {};` for cells. */
  readonly linesBefore: number;
  /** What is before the first line of the running script. */
  readonly prefix: string;
}

export const SYNC_CELL: Surroundings = { linesBefore: 1, prefix: '(function(exports, require) { ' };
export const ASYNC_CELL: Surroundings = { linesBefore: 1, prefix: '(async function(exports, require) { ' };
/** A module written in a cell, with `@module`. */
export const CELL_MODULE: Surroundings = { linesBefore: 1, prefix: '' };
export const FILE: Surroundings = { linesBefore: 0, prefix: '' };

function decode(base64: string): SourceMap {
  return new SourceMap(JSON.parse(Buffer.from(base64, 'base64').toString()) as SourceMapPayload);
}

function step(map: SourceMap, place: Place): Place | undefined {
  const entry = map.findEntry(place.line - 1, place.column - 1);
  return 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : undefined;
}

/** The way back from a compiled cell or file to its TypeScript. */
export interface ScriptMap {
  /** The compiled text without its source map comments. */
  readonly code: string;
  /** The place in the TypeScript that a place in the running script comes from. */
  toSource(place: Place): Place | undefined;
}

/**
 * Takes the two source maps off a compiled text; they are decoded when the first frame needs them.
 *
 * @param output what the patched converter returns: code, second step's map, first step's map
 */
export function splitMaps(output: string, { linesBefore, prefix }: Surroundings): ScriptMap {
  const [code = '', toModule = '', toTypeScript = ''] = output.split(COMMENT);
  const lines = code.split('\n').length;
  let maps: readonly [SourceMap, SourceMap] | undefined;
  return {
    code,
    toSource({ line, column }) {
      if (toTypeScript === '' || line > lines) return undefined; // after the cell comes tslab's own call
      maps ??= [decode(toModule), decode(toTypeScript)];
      const inModule = step(maps[0], { line, column: line === 1 ? column - prefix.length : column });
      const inSource = inModule && step(maps[1], inModule);
      return inSource && { line: inSource.line - linesBefore, column: inSource.column };
    },
  };
}
