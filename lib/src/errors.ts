/** Exit codes that commands built on the library use. */
export const EXIT = { usage: 2, data: 3, claims: 4, internal: 70 } as const;

/** Base of every error the library throws on purpose; the message says what, where and what to do. */
export class TallyError extends Error {
  /** What a command that ends with this error should exit with. */
  readonly exitCode: number = EXIT.data;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** An option or argument outside what the function accepts. */
export class OptionsError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** The engine refused or failed to run a statement. */
export class QueryError extends TallyError {
  readonly sql: string;
  readonly tables: readonly string[];

  constructor(reason: string, details: { sql: string; tables: readonly string[]; cause?: unknown }) {
    const about = details.tables.length > 0 ? ` on ${details.tables.join(', ')}` : '';
    super(`Query${about} failed: ${reason}\n${indent(details.sql)}`, { cause: details.cause });
    this.sql = details.sql;
    this.tables = details.tables;
  }
}

/** There is no room left: on the disk, or within the limits of memory and spilling. */
export class StorageFullError extends TallyError {
  /** The error itself when that is what happened, else undefined. */
  static from(error: unknown): StorageFullError | undefined {
    if (
      !(error instanceof Error) ||
      !/No space left|Out of Memory|max_temp_directory_size|ENOSPC/i.test(error.message)
    ) {
      return undefined;
    }
    return new StorageFullError(
      'There is no room left for events or for what queries spill. Free some of the disk, raise memoryLimit or ' +
        `spillLimit, or choose another folder or spillFolder. The engine says: ${error.message.split('\n')[0] ?? ''}`,
      { cause: error },
    );
  }
}

/** A query was stopped through its AbortSignal. */
export class QueryCancelledError extends TallyError {}

/** A query's columns are not those its declared shape names. */
export class ResultShapeError extends TallyError {}

/** An integer that JavaScript's numbers cannot hold exactly. */
export class UnsafeIntegerError extends TallyError {}

/** The data file is not there. */
export class SourceNotFoundError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** The data file is there but cannot be read as its format: not a table, a line without end, a broken archive. */
export class SourceFormatError extends TallyError {}

/** The data file has no rows. */
export class EmptySourceError extends TallyError {}

/** The data file lacks columns that the contract asks for. */
export class ColumnsError extends TallyError {
  readonly missing: readonly string[];

  constructor(message: string, missing: readonly string[]) {
    super(message);
    this.missing = missing;
  }
}

/** Rows break the contract and the loader was told to fail. */
export class ContractViolationError extends TallyError {}

/** The rows of a file do not add up: accepted + quarantined is not what the file holds. */
export class RowAccountingError extends TallyError {
  override readonly exitCode = EXIT.internal;
}

/** A file could not be written. */
export class OutputError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** A metric was asked of data on which it is not defined. */
export class MetricError extends TallyError {}

/** A claim's sentence and its values do not fit together. */
export class ClaimTemplateError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** A claim's expectations cannot be checked, or there is nothing by which it could fail. */
export class ClaimExpectationError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
}
