/** Exit codes that commands built on the library use. */
export const EXIT = { usage: 2, data: 3, claims: 4, alerts: 6, internal: 70 } as const;

/** Base of every error the library throws on purpose; the message says what is wrong, where, and what to do. */
export class TallyError extends Error {
  /** Exit code of a command that ends with this error. */
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

/** Numbers of a column such as `4,500` can be read in two ways, and nothing in the file shows which. */
export class DecimalMarkError extends OptionsError {
  readonly column: string;
  readonly example: string;

  constructor(message: string, { column, example }: { column: string; example: string }) {
    super(message);
    this.column = column;
    this.example = example;
  }
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

/** The disk is full, or a memory or spill limit is reached. */
export class StorageFullError extends TallyError {
  /** This error if that is the cause, otherwise undefined. */
  static from(error: unknown): StorageFullError | undefined {
    if (error instanceof StorageFullError) return error;
    if (
      !(error instanceof Error) ||
      !/No space left|Out of Memory|max_temp_directory_size|ENOSPC/i.test(error.message)
    ) {
      return undefined;
    }
    return new StorageFullError(
      'There is no room left for events or for query spill files. Free disk space, raise memoryLimit or ' +
        `spillLimit, or choose another folder or spillFolder. The engine says: ${error.message.split('\n')[0] ?? ''}`,
      { cause: error },
    );
  }
}

/** A query was stopped by its AbortSignal. */
export class QueryCancelledError extends TallyError {}

/** A query's columns differ from its declared shape. */
export class ResultShapeError extends TallyError {}

/** An integer that JavaScript's numbers cannot hold exactly. */
export class UnsafeIntegerError extends TallyError {}

/** The data file does not exist. */
export class SourceNotFoundError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** The data file exists but cannot be read in its format: not a table, an endless line, a damaged archive. */
export class SourceFormatError extends TallyError {}

/** A database refuses to be read, cannot be reached, or went away in the middle. */
export class DatabaseError extends TallyError {}

/** The data file has no rows. */
export class EmptySourceError extends TallyError {}

/** The data file lacks columns required by the contract. */
export class ColumnsError extends TallyError {
  readonly missing: readonly string[];

  constructor(message: string, missing: readonly string[]) {
    super(message);
    this.missing = missing;
  }
}

/** Rows break the contract, and the loader was set to fail. */
export class ContractViolationError extends TallyError {}

/** The rows of a file do not add up: accepted + quarantined differs from the number of rows in the file. */
export class RowAccountingError extends TallyError {
  override readonly exitCode = EXIT.internal;
}

/** A file could not be written. */
export class OutputError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** A message could not be delivered to another service. */
export class DeliveryError extends TallyError {}

/** A metric is not defined for the given data. */
export class MetricError extends TallyError {}

/** A finding's sentence and its values do not match. */
export class FindingTemplateError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

/** A finding's condition cannot be checked. */
export class FindingExpectationError extends TallyError {
  override readonly exitCode = EXIT.usage;
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  | ${line}`)
    .join('\n');
}
