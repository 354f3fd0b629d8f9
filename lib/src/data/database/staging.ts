import type { Engine, QueryOptions } from '../../engine/engine.js';
import type { Label } from '../../core/label.js';
import type { Binding } from '../source/source.js';
import { TemporaryFolder } from '../source/temporary.js';
import { CHUNK_ROWS, stageChunks, type StagedChunks } from './chunks.js';
import type { Database } from './database.js';
import { factsOf, type RelationFacts } from './facts.js';
import type { DatabaseOptions } from './options.js';
import type { DatabaseRelation } from './relation.js';
import { sortStaged } from './sort-staged.js';
import { withCompany, writeRows, type Staged, type StagedColumns } from './staged.js';
import { watched } from './watched.js';

export interface StagingInput {
  readonly engine: Engine;
  readonly database: Database;
  readonly relation: DatabaseRelation;
  /** Names the relation in errors. */
  readonly place: string;
  readonly options: DatabaseOptions & QueryOptions;
}

/** Brings the rows of a relation into files once, when they are first asked for. */
export class Staging {
  readonly #input: StagingInput;
  #folder: TemporaryFolder | undefined;
  #facts: Promise<RelationFacts> | undefined;
  #staged: StagedColumns | undefined;
  #chunks: StagedChunks | undefined;

  constructor(input: StagingInput) {
    this.#input = input;
  }

  /** Rows that were staged; null before. */
  get counted(): number | null {
    return this.#staged?.rows.rows ?? null;
  }

  /** What was staged last; empty before. */
  get latest(): Staged {
    return this.#staged?.rows ?? { files: [], columns: [], rows: 0 };
  }

  /** How much of an earlier load was of use; null if there was none. */
  get remark(): Label | null {
    const { kept = 0, changed = 0 } = this.#chunks ?? {};
    if (kept + changed === 0) return null;
    return {
      en: `Of an earlier load, ${kept} chunks were kept and ${changed} had changed and were read again.`,
      zh: `沿用上次载入的${kept}块，另有${changed}块已变动，重新读取。`,
    };
  }

  facts(): Promise<RelationFacts> {
    const { database, relation } = this.#input;
    this.#facts ??= this.#watched(() => factsOf(database, relation));
    return this.#facts;
  }

  /** Stages the columns that are asked for, and the key, by which people find a row again. */
  async columns(bindings: readonly Binding[]): Promise<StagedColumns> {
    const wanted = new Set(bindings.map(({ index }) => index));
    const known = this.#staged;
    if (known !== undefined && [...wanted].every((index) => known.places.has(index))) return known;
    const { columns, key } = this.#input.relation;
    const chosen = [...columns.entries()].filter(
      ([index, column]) => wanted.has(index) || key.includes(column),
    );
    const rows = await this.#stage(withCompany(chosen.map(([, column]) => column)));
    const staged = { rows, places: new Map(chosen.map(([index], place) => [index, place])) };
    this.#staged = staged;
    return staged;
  }

  remove(): void {
    this.#folder?.remove();
  }

  async #stage(columns: Staged['columns']): Promise<Staged> {
    const { engine, database, relation, place, options } = this.#input;
    const { rows: expected } = await this.facts();
    const { folder, chunkRows = CHUNK_ROWS, onProgress } = options;
    let done = 0;
    const onRows = (rows: number) => {
      done = rows;
      const percent = expected === 0 ? 100 : Math.min(100, (100 * rows) / expected);
      onProgress?.({ percent, rowsDone: rows, rowsTotal: expected });
    };
    const progress = () => ` after ${done} of ${expected} rows`;
    if (folder !== undefined) {
      const input = { relation, columns, folder, chunkRows, place, expected, onRows };
      this.#chunks = await this.#watched(() => stageChunks(database, input), progress);
      return this.#chunks;
    }
    const { sql, key } = relation;
    const order = key.map(({ name }) => database.quoted(name)).join(', ');
    const from = order === '' ? sql : `${sql} ORDER BY ${order}`;
    this.#folder ??= new TemporaryFolder();
    const file = this.#folder.file('rows.csv');
    await this.#watched(() => writeRows(database, file, { columns, from, expected, onRows }), progress);
    const staged = { files: [file], columns, rows: expected };
    return key.length > 0 ? staged : sortStaged(engine, staged, this.#folder.file('sorted.csv'), options);
  }

  #watched<T>(work: () => Promise<T>, progress?: () => string): Promise<T> {
    const { database, place, options } = this.#input;
    return watched(database, { place, signal: options.signal, ...(progress && { progress }) }, work);
  }
}
