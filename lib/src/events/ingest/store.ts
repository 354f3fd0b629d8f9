import type { Engine, QueryOptions } from '../../engine/engine.js';
import { sql, type Sql } from '../../engine/sql.js';
import type { Rollup, RollupName } from '../rollups.js';
import type { EventFile } from './files.js';

/** What a part consists of: its rows, those with a line that are not events, and its rollups. */
export type Piece = 'rows' | 'rejected' | RollupName;

/** What is known about the rows of one file. */
export interface PartFacts {
  readonly file: string;
  /** Hash of the path of the file. */
  readonly place: string;
  readonly bytes: number;
  readonly changed: number;
  readonly stamp: string;
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
  /**
   * The part of this file, if it exists, the file has not changed since and the part is not damaged;
   * damaged rollups of it are made again from its rows.
   */
  find(
    engine: Engine,
    file: EventFile,
    rollups: readonly Rollup[],
    options: QueryOptions,
  ): Promise<Part | null>;
  draft(engine: Engine, file: EventFile): Draft;
  /** Relation of a rollup over several parts; made where it is not there yet. */
  merged(engine: Engine, rollup: Rollup, parts: readonly Part[], options: QueryOptions): Promise<Sql>;
  /** Called once all parts and the views over them exist: removes what is no longer used. */
  settle(engine: Engine): Promise<void>;
}

/** The accepted rows of a part, from which rollups are made. */
export const acceptedOf = (rows: Sql): Sql => sql`(SELECT * FROM ${rows} WHERE code > 0)`;
