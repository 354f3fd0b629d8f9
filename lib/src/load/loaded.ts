import { basename } from 'node:path';
import { DISPLAY, type Output } from '../core/display.js';
import type { Label } from '../core/label.js';
import { viewOf } from '../core/result-view.js';
import type { Roles } from '../core/roles.js';
import { Table, type TableInput } from '../core/table.js';
import { tableBundle } from '../core/table-view.js';
import { plainTexts } from '../core/translation.js';
import * as column from '../core/column.js';
import type { Account } from '../data/account.js';
import type { ColumnContracts, ContractShape, TableContract } from '../data/contract.js';
import type { ContractRoles } from '../data/contract-roles.js';
import type { POSITION } from '../data/scan.js';
import { shape, type Shape } from '../engine/shape.js';
import { accountResult, type AccountResult } from './account.js';
import { fieldsResult, type Fields } from './fields.js';
import type { FileRead } from './how-read.js';
import type { Readings } from '../data/reading/reading.js';
import { nothingAccepted } from './nothing-accepted.js';
import { missingResult, type Missing } from './missing.js';
import { rulesResult, type Rules } from '../data/rules.js';

/** The rows set aside: their line, the reason in the session's language, and their text in the file. */
export const SET_ASIDE = shape({ line: 'integer', reason: 'text', text: 'text' });

/** The schema of {@link SET_ASIDE}. */
export const SET_ASIDE_SCHEMA = {
  line: column.count('line'),
  reason: column.text('reason'),
  text: column.text('originalText'),
} as const;

export interface LoadedInput<S extends Shape, R extends Roles> extends TableInput<S, R> {
  readonly contract: TableContract;
  readonly account: Account;
  readonly source: FileRead;
  readonly quarantine: Table<typeof SET_ASIDE>;
  readonly unchecked: Table;
  readonly readings: Readings;
}

/**
 * A loaded file: the table of its accepted rows, and the account of all rows. As the last expression of a cell, it
 * shows the account: rows, accepted, set aside, broken rules, and columns.
 *
 * `accepted + quarantined` is always `rows`. The column `file_row` numbers the rows of the file from 0, including those
 * set aside.
 */
export class Loaded<S extends Shape = Shape, R extends Roles = Roles> extends Table<S, R> {
  /** Rows of the file. */
  readonly rows: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** The contract that the file was checked against: the one given, or else the one inferred from the file. */
  readonly contract: TableContract;
  /** How the file was read. */
  readonly source: FileRead;
  /** The rows set aside. */
  readonly quarantine: Table<typeof SET_ASIDE>;
  /**
   * All rows that could be split into fields, including those set aside; a value that does not fit its type is null.
   */
  readonly unchecked: Table;
  readonly account: AccountResult;
  /** If no rows are accepted, the rule responsible; otherwise null. */
  readonly nothing: Label | null;
  /** The rules of the contract and the number of rows that break each. */
  readonly rules: Rules;
  /** Missing values of each column, over all rows that could be split into fields. */
  readonly missing: Missing;
  /** One row per column: name, type, missing values, role, label, and how its text was interpreted. */
  readonly fields: Fields;

  constructor(input: LoadedInput<S, R>) {
    super(input);
    const { account, contract, session, source, readings } = input;
    this.rows = account.rows;
    this.accepted = account.accepted;
    this.quarantined = account.quarantined;
    this.contract = contract;
    this.source = source;
    this.quarantine = input.quarantine;
    this.unchecked = input.unchecked;
    this.rules = rulesResult(session, account, this.schema);
    this.nothing =
      account.accepted === 0
        ? nothingAccepted(basename(source.path), account.rows, this.rules, contract)
        : null;
    this.account = accountResult(session, account, source, this.nothing);
    this.missing = missingResult(session, this.schema, account.missing, account.rows);
    this.fields = fieldsResult(this, contract, account, readings);
  }

  /** Columns of the file that the table does not use, such as index columns. */
  get unusedColumns(): readonly string[] {
    return this.source.unusedColumns;
  }

  override [DISPLAY](): Promise<Output> {
    const broken = this.rules
      .where(({ broken: rows }) => rows > 0)
      .select('rule', 'broken')
      .titled({ en: 'Broken rules', zh: '违反的规则' });
    const texts = plainTexts(Object.values(this.schema).map(({ label }) => label));
    const named = texts.filter((text) => !Object.hasOwn(this.columns, text));
    return Promise.resolve({
      data: tableBundle([
        viewOf(this.account, {}),
        ...(broken.length === 0 ? [] : [viewOf(broken, {})]),
        viewOf(this.fields, { limit: this.fields.length }),
      ]),
      ...(named.length > 0 && { metadata: { texts: named } }),
    });
  }
}

/** A file loaded with a contract: `LoadedAs<typeof usersContract>`. */
export type LoadedAs<T extends TableContract> = LoadedColumns<T['columns']>;

/** A file loaded with a contract of these columns, which gives it its shape and roles. */
export type LoadedColumns<C extends ColumnContracts> = Loaded<
  ContractShape<C> & typeof POSITION,
  { readonly row: 'file_row' } & ContractRoles<C>
>;

/** A file loaded without a contract: any column name compiles, and is checked at run time. */
export type LoadedFile = Loaded<Shape, { readonly row: string }>;
