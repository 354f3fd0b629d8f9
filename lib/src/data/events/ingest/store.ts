import type { Engine, QueryOptions } from '../../../engine/engine.js';
import type { Sql } from '../../../engine/sql.js';
import type { RollupName } from '../rollups.js';
import type { EventFile } from './files.js';

/** What a part consists of: its rows, rows that could not be read, and its rollups. */
export type Piece = 'rows' | 'rejected' | RollupName;

/** What is known of the rows of one file. */
export interface PartFacts {
  readonly file: string;
  /** Hash of where the file stood. */
  readonly place: string;
  readonly bytes: number;
  readonly changed: number;
  /** SHA-256 of the file. */
  readonly sha256: string;
  readonly rows: number;
  /** Rows by code of their problem, 0 those accepted. */
  readonly problems: Readonly<Record<string, number>>;
}

/** The ingested rows of one file. */
export interface Part {
  readonly facts: PartFacts;
  /** Relation of one of its pieces. */
  piece(name: Piece): Sql;
}

/** A part that is being written; it counts only once it is finished. */
export interface Draft {
  write(piece: Piece, select: Sql, options: QueryOptions): Promise<void>;
  piece(name: Piece): Sql;
  finish(facts: PartFacts): Promise<Part>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/** Where ingested events are kept. */
export interface EventStore {
  /** The part of this very file, when it is there already and the file has not changed since. */
  find(file: EventFile): Promise<Part | null>;
  draft(engine: Engine, file: EventFile): Draft;
  /** Relation of a rollup over several parts; made where it is not there yet. */
  merged(engine: Engine, rollup: RollupName, parts: readonly Part[], options: QueryOptions): Promise<Sql>;
  /** Called once all parts are there and views stand on them: removes what nothing stands on any more. */
  settle(engine: Engine): Promise<void>;
}
