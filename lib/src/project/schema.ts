import { z } from 'zod';
import { DATA_KINDS, type DataKind } from '../mapping/kinds.js';

const text = z.string().trim().min(1);
const texts = z.array(text);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'write a day as YYYY-MM-DD');

/** What the documentation of a key says, and the kinds of data that have it; all, if it says none. */
export interface KeyMeta {
  readonly description: string;
  readonly kinds?: readonly DataKind[];
  /** Whether it is also an option of commands, written with hyphens. */
  readonly flag?: string;
}

const key = <T extends z.ZodType>(type: T, meta: KeyMeta): T => type.meta({ ...meta });

const ORDERS: readonly DataKind[] = ['orders'];
const EVENTS: readonly DataKind[] = ['events'];

/** The keys of `tally.yaml`: each is declared once, for the file, the options of commands, documentation and types. */
export const PROJECT_KEYS = {
  kind: key(z.enum(DATA_KINDS), {
    description: 'what the data are: orders, events or customers',
    flag: 'KIND',
  }),
  data: key(z.union([text, texts.min(1)]), { description: 'the data file, from the folder of this file' }),
  map: key(z.record(text, z.union([text, z.int().positive(), z.null()])).optional(), {
    description: 'field: column of the file; a number is a position, empty means that the file has none',
  }),
  timeZone: key(text.optional(), { description: 'IANA zone in which days begin', flag: 'ZONE' }),
  currency: key(text.optional(), {
    description: 'ISO 4217 code of the amounts, such as EUR',
    kinds: ['orders', 'customers'],
    flag: 'CODE',
  }),
  asOf: key(day.optional(), {
    description: 'the last day that counts; default: the last one in the file',
    kinds: ORDERS,
    flag: 'DAY',
  }),
  locale: key(z.enum(['en', 'zh']).optional(), { description: 'language of tables and figures: en or zh' }),
  dateFormat: key(text.optional(), {
    description: 'format of dates that are not recognized, such as %d.%m.%y',
    kinds: ['orders', 'events'],
    flag: 'FORMAT',
  }),
  decimal: key(z.enum(['.', ',']).optional(), {
    description: 'decimal mark, where numbers such as 4,500 do not tell',
    flag: 'MARK',
  }),
  encoding: key(text.optional(), { description: 'text encoding, such as gbk', flag: 'NAME' }),
  header: key(z.boolean().optional(), { description: 'whether the first row names the columns' }),
  delimiter: key(text.optional(), {
    description: 'what separates the fields; spaces for aligned columns',
    kinds: ['orders', 'customers'],
    flag: 'MARK',
  }),
  sheet: key(z.union([text, z.int().positive()]).optional(), {
    description: 'the sheet of a workbook, by name or number',
    kinds: ['orders', 'customers'],
    flag: 'SHEET',
  }),
  refunds: key(z.enum(['net', 'exclude']).optional(), {
    description: 'net: refunds lower revenue; exclude: they are kept apart',
    kinds: ORDERS,
  }),
  duplicates: key(z.enum(['count', 'drop']).optional(), {
    description: 'count: equal rows are kept and counted; drop: one of them is kept',
    kinds: ['orders', 'events'],
  }),
  canceled: key(texts.optional(), { description: 'words of the status that mean canceled', kinds: ORDERS }),
  unpaid: key(texts.optional(), { description: 'words of the status that mean not paid', kinds: ORDERS }),
  amountPer: key(z.enum(['line', 'order']).optional(), {
    description: 'whether the amount is that of the line, or of its order and repeated on each line',
    kinds: ORDERS,
    flag: 'line|order',
  }),
  rates: key(z.record(text, z.number().positive()).optional(), {
    description: 'what one unit of each other currency is worth',
    kinds: ORDERS,
  }),
  types: key(texts.min(1).optional(), { description: 'the types of events', kinds: EVENTS }),
  views: key(texts.optional(), { description: 'which types are views', kinds: EVENTS }),
  interests: key(texts.optional(), { description: 'which types show interest', kinds: EVENTS }),
  purchases: key(texts.optional(), { description: 'which types are purchases', kinds: EVENTS }),
  from: key(day.optional(), { description: 'the first day of the window', kinds: EVENTS }),
  to: key(day.optional(), { description: 'the day after the last one of the window', kinds: EVENTS }),
} as const;

export const projectSchema = z.strictObject(PROJECT_KEYS);

/** The content of `tally.yaml`. */
export type ProjectFile = z.output<typeof projectSchema>;
export type ProjectKey = keyof typeof PROJECT_KEYS;

export const PROJECT_KEY_NAMES = Object.keys(PROJECT_KEYS) as readonly ProjectKey[];

/** The meta data of a key. */
export function metaOf(name: ProjectKey): KeyMeta {
  const meta: unknown = PROJECT_KEYS[name].meta();
  return meta as KeyMeta;
}
