import { basename } from 'node:path';
import * as column from '../core/column.js';
import type { Label } from '../core/label.js';
import { list } from '../core/quantity.js';
import { Result } from '../core/result.js';
import { term } from '../core/term.js';
import { FIELDS_OF_KIND, type DataKind } from './kinds.js';
import type { ProposalInput } from './proposal-input.js';

const SURE = {
  sure: { label: term('sure') },
  likely: { label: term('likely') },
  unsure: { label: term('unsure') },
  unknown: { label: term('unknownField') },
} as const;

export const KIND_LABELS = {
  orders: term('kindOrders'),
  events: term('kindEvents'),
  customers: term('kindCustomers'),
} as const satisfies Readonly<Record<DataKind, Label>>;

function schemaOf(labels: Readonly<Record<string, { readonly label: Label }>>) {
  return {
    field: column.category<string>('field', labels),
    column: column.optional(column.text('takenFrom')),
    sure: column.category('howSure', SURE),
    why: column.text('why'),
    others: column.optional(column.text('runnersUp')),
  };
}

/** The fields of a proposal. */
export type ProposedFields = Result<ReturnType<typeof schemaOf>>;
type ProposedRow = ProposedFields['rows'][number];

const EACH_ROW: Label = { en: 'each row is an order', zh: '每行视为一个订单' };
const PRODUCT: Label = { en: 'quantity × unit price', zh: '数量×单价' };
const NOTHING: Label = { en: 'no column is known to hold it', zh: '没有可确认的列' };

/** The fields that were found, those that are needed, and those that several columns could hold. */
export function fieldsResult(input: ProposalInput, missing: readonly string[]): ProposedFields {
  const { session, file, kind, found, extras } = input;
  const { locale } = session;
  const rows = FIELDS_OF_KIND[kind].flatMap(({ field, needed }): ProposedRow[] => {
    const one = found.get(field);
    if (one !== undefined) {
      const others = one.rivals.length === 0 ? null : one.rivals.join(', ');
      return [{ field, column: one.column, sure: one.sure, why: one.why[locale], others }];
    }
    const rivals = extras.unclear.get(field);
    if (rivals !== undefined) {
      return [
        { field, column: null, sure: 'unknown', why: unclear(rivals)[locale], others: rivals.join(', ') },
      ];
    }
    if (missing.includes(field)) {
      return [{ field, column: null, sure: 'unknown', why: NOTHING[locale], others: null }];
    }
    if (!needed) return [];
    const why = field === 'order' ? EACH_ROW : PRODUCT;
    return [
      { field, column: null, sure: field === 'order' ? 'unsure' : 'sure', why: why[locale], others: null },
    ];
  });
  const name = basename(file.source.path);
  const { en, zh } = KIND_LABELS[kind];
  const note = unusedNote(input);
  return new Result({
    session,
    name: 'mapping',
    title: { en: `${name}: ${en}`, zh: `${name}：${zh}` },
    schema: schemaOf(
      Object.fromEntries(FIELDS_OF_KIND[kind].map((one) => [one.field, { label: term(one.label) }])),
    ),
    rows,
    ...(note !== null && { note }),
  });
}

const unclear = (columns: readonly string[]): Label => ({
  en: `${columns.length} columns could be it`,
  zh: `有${columns.length}列可能`,
});

function unusedNote({ columns, found }: ProposalInput): Label | null {
  const used = new Set([...found.values()].map(({ column: name }) => name));
  const others = columns.filter(({ name }) => !used.has(name)).map(({ name }) => name);
  if (others.length === 0) return null;
  const all = list(others);
  return { en: `Columns not used: ${all.en}.`, zh: `未使用的列：${all.zh}。` };
}
