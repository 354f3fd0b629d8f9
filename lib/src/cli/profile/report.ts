import type { Label } from '../../core/label.js';
import { count } from '../../core/quantity.js';
import { viewOf } from '../../core/result-view.js';
import type { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import type { TableView } from '../../core/table-view.js';
import type { Reading } from '../../data/reading/reading.js';
import { load, type LoadOptions } from '../../load/load.js';
import type { LoadedFile } from '../../load/loaded.js';
import { proposeFor } from '../../mapping/propose.js';
import type { Proposal } from '../../mapping/proposal.js';
import { quality, type Quality } from '../../metrics/quality/quality.js';
import { columnValues, type ColumnValues } from '../../metrics/quality/values.js';
import { DecimalMarkError } from '../../errors.js';

/** What was found about a file. */
export interface FileProfile {
  readonly file: LoadedFile;
  readonly values: ColumnValues;
  readonly quality: Quality;
  readonly proposal: Proposal;
  /** What a person should decide: notations that can be read in two ways, columns that are nearly numbers. */
  readonly doubts: readonly Label[];
}

export interface ProfileOptions extends Pick<
  LoadOptions,
  'decimal' | 'encoding' | 'delimiter' | 'header' | 'sheet'
> {
  /** Columns that together identify a row. Default: the id of a table of customers; else none. */
  readonly key?: readonly string[];
}

/**
 * Loads a file and examines it. Where numbers such as `4,500` can be read in two ways, a point is taken for the decimal
 * mark, and the doubt is reported.
 *
 * @throws as {@link load} does, and OptionsError for a key that is no column.
 */
export async function profileOf(
  session: Session,
  path: string,
  options: ProfileOptions,
): Promise<FileProfile> {
  const { key, ...reading } = options;
  const { file, doubt } = await loaded(session, path, reading);
  const proposal = await proposeFor(session, file, undefined, {});
  const user =
    proposal.kind === 'customers' ? proposal.fields.rows.find(({ field }) => field === 'user') : undefined;
  const usual = typeof user?.column === 'string' ? [user.column] : [];
  return {
    file,
    proposal,
    values: await columnValues(file),
    quality: await quality(file, { key: key ?? usual, ids: naming(proposal) }),
    doubts: [...doubt, ...doubtsOf(file)],
  };
}

/** The columns that name things or times as far as is known, whatever they are called. */
const naming = ({ fields }: Proposal): readonly string[] =>
  fields.rows.flatMap(({ field, column, sure }) =>
    column !== null && sure !== 'unsure' && NAMING.includes(field) ? [column] : [],
  );

const NAMING = [
  ...['order', 'customer', 'time', 'product', 'category', 'channel', 'community'],
  ...['user', 'item', 'type', 'region', 'segment'],
];

async function loaded(
  session: Session,
  path: string,
  options: Omit<LoadOptions, 'contract'>,
): Promise<{ readonly file: LoadedFile; readonly doubt: readonly Label[] }> {
  try {
    return { file: await load(session, path, options), doubt: [] };
  } catch (error) {
    if (!(error instanceof DecimalMarkError)) throw error;
    const file = await load(session, path, { ...options, decimal: '.' });
    const { column, example } = error;
    const doubt = {
      en: `${column}: has numbers such as ${example}, and nothing shows which mark is the decimal one; the point was taken. --decimal says which.`,
      zh: `${column}：有${example}这样的数字，无法判断哪个是小数点，此处按“.”读取；可用--decimal指定。`,
    };
    return { file, doubt: [doubt] };
  }
}

const DOUBTFUL: Readonly<Partial<Record<Reading, Label>>> = {
  mixed: { en: 'nearly all values are numbers, some are not', zh: '绝大多数是数字，少数不是' },
  unclearDates: { en: 'dates may be day-first or month-first', zh: '日期无法区分日和月的先后' },
  mixedZones: { en: 'some times name a zone, others do not', zh: '部分时间未注明时区' },
  longNumber: { en: 'numbers of more than 15 digits are kept as text', zh: '超过15位的数字按文本保留' },
  noValues: { en: 'has no values', zh: '没有任何值' },
};

function doubtsOf(file: LoadedFile): readonly Label[] {
  return file.fields.rows.flatMap(({ column, reading }) => {
    const doubt = DOUBTFUL[reading];
    return doubt === undefined ? [] : [{ en: `${column}: ${doubt.en}`, zh: `${column}：${doubt.zh}` }];
  });
}

/** The tables of a profile, in the order in which they are shown; those without findings are left out. */
export function viewsOf(profile: FileProfile): readonly TableView[] {
  const { file, values, quality: checks, proposal } = profile;
  const { outliers, duplicates, missing } = checks;
  const some = <R extends { readonly length: number }>(result: R) => (result.length === 0 ? [] : [result]);
  const all = (result: Pick<Result, 'session' | 'title' | 'schema' | 'rows' | 'note' | 'length'>) =>
    viewOf(result, { limit: result.length });
  return [
    all(file.account),
    all(values),
    all(checks),
    ...some(missing.where(({ missing: n }) => n > 0)).map(all),
    ...some(duplicates.where(({ surplus }) => (surplus ?? 0) > 0)).map(all),
    ...some(outliers.where(({ below, above }) => below + above > 0)).map(all),
    all(proposal.fields),
    all(file.fields),
  ];
}

/** The title of a profile, and the doubts as sentences. */
export function headOf(
  { file, doubts }: FileProfile,
  name: string,
): { title: Label; doubts: readonly Label[] } {
  const columns = Object.keys(file.contract.columns).length;
  const many = (n: number, word: string) => `${count(n).en} ${word}${n === 1 ? '' : 's'}`;
  return {
    title: {
      en: `${name}: ${many(file.rows, 'row')}, ${many(columns, 'column')}`,
      zh: `${name}：${count(file.rows).zh}行，${count(columns).zh}列`,
    },
    doubts,
  };
}
