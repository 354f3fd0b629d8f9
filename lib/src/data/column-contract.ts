import type { Label, Text } from '../core/label.js';
import type { Role } from '../core/roles.js';
import { categoriesOf, inOrder, type NamedValues } from '../core/categories.js';
import type { Categories, Format } from '../core/schema.js';
import type { ColumnKind } from '../engine/shape.js';
import type { TruthWords } from '../values/boolean.js';
import type { Dress } from '../values/dressed.js';
import type { DecimalMark } from '../values/number.js';
import { entryOf } from '../core/entry-of.js';

/** What a column of a file must contain to become a column of the table. */
export interface ColumnContract<K extends ColumnKind = ColumnKind> {
  /** Kind of the typed column; a trailing `?` allows missing values. */
  readonly type: K;
  /** The column's name in the file, if different from that in the table; case and punctuation are ignored. */
  readonly source?: string;
  /** Text removed from the start of every value before typing, such as the `#` of `#17`. */
  readonly strip?: string;
  /** Total digits of a `decimal`. Default: 18. */
  readonly precision?: number;
  /** Decimal places of a `decimal`. Default: 2. A value with more is invalid, unless the extra digits are zeros. */
  readonly scale?: number;
  /** Whether a `decimal` with more decimal places is rounded, half away from zero; it is invalid if 0 is left of it. */
  readonly round?: boolean;
  /** Smallest allowed number. */
  readonly min?: number;
  /** Largest allowed number. */
  readonly max?: number;
  /** `,` if numbers are written 1.234,56, `.` if 1,234.56. Default: inferred from the column and the file. */
  readonly decimalMark?: DecimalMark;
  /**
   * That numbers may have currency signs, percent signs, Chinese numerals, or the minus of accountants: `€ 1,234.50`,
   * `12.5 %`, `1.2万`, `(12.50)`, `12.50-`. Default: as found over the column.
   */
  readonly dress?: Dress;
  /**
   * Format of dates or times, in strptime notation: `%d.%m.%Y`, `%m/%d/%y %H:%M`. Default: ISO 8601, or the one common
   * format with a four-digit year that all values have.
   */
  readonly dateFormat?: string;
  /**
   * Time zone for times without one, such as `Europe/Berlin`: they are then converted to UTC, as times with an offset
   * always are. By default they stay in local time, unless other times in the column have an offset; then the session's
   * zone is used.
   */
  readonly timeZone?: string;
  /**
   * The words for true and for false. Default: the common pair found in the column, such as `yes` and `no`, `是` and
   * `否`.
   */
  readonly truth?: TruthWords;
  /**
   * Whether values are taken as a database holds them: text as it is, with its spaces, the empty text, and words such as
   * NA; and a date, time or number that the engine cannot hold, such as 0000-00-00 or NaN, as missing. Such values break
   * a rule of their own, which is counted, but sets no row aside. Loads of databases without a contract do this.
   */
  readonly asStored?: boolean;
  /** The only values allowed, in order, as a list or with their names and colors. */
  readonly values?: readonly string[] | NamedValues;
  /** Names and colors of values; other values are also allowed. */
  readonly categories?: NamedValues;
  /** Regular expression (RE2) that the whole text must match. */
  readonly pattern?: string;
  /** The role by which metrics find the column. */
  readonly role?: Role;
  /** The column's label in tables and charts. Default: its name. */
  readonly label?: Text;
  readonly unit?: Label;
  /** How values are formatted. Default: inferred from type and role. */
  readonly format?: Format;
  /** Decimal places of displayed numbers. */
  readonly digits?: number;
}

/** The columns of a table by name. */
export type ColumnContracts = Readonly<Record<string, ColumnContract>>;

/** The shape of the rows that a contract's loader yields. */
export type ContractShape<C extends ColumnContracts> = { readonly [N in keyof C]: C[N]['type'] };

/** The values that a column's contract allows; undefined if it allows all. */
export function allowedValues({ values }: ColumnContract): readonly string[] | undefined {
  if (values === undefined) return undefined;
  return isList(values) ? values : Object.keys(categoriesOf(values));
}

function isList(values: readonly string[] | NamedValues): values is readonly string[] {
  return Array.isArray(values) && values.every((value) => typeof value === 'string');
}

/** Names and colors of a column's values, as far as its contract has them; undefined if it has none. */
export function knownCategories({ values, categories }: ColumnContract): Categories | undefined {
  const named = categories === undefined ? undefined : categoriesOf(categories);
  if (values === undefined) return named;
  if (!isList(values)) return categoriesOf(values);
  return inOrder(values.map((value) => [value, entryOf(named, value) ?? { label: value }]));
}
