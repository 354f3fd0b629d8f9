import { id, type Sql } from '../engine/sql.js';
import type { ColumnContracts, TableContract } from './contract.js';

/** A contract, and the names of the engine tables that a load with it creates. */
export interface Target<C extends ColumnContracts = ColumnContracts> {
  readonly contract: TableContract<C>;
  /** All rows as scanned, with their problems. */
  readonly rows: string;
  /** The accepted rows. */
  readonly table: string;
  /** The rows set aside. */
  readonly quarantine: string;
  /** The column with the name of the file, where several are loaded as one. */
  readonly file?: string;
}

/** SQL for the table of all scanned rows. */
export const scannedTable = ({ rows }: Pick<Target, 'rows'>): Sql => id(rows);
