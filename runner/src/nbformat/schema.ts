import { z } from 'zod';
import { isJsonObject, RawNumber, type JsonObject, type JsonValue } from '../json.js';
import { isJsonMime, type MimeBundle } from './types.js';

/** Text that nbformat stores as a string or as an array of lines. */
const multiline = z.union([z.string(), z.array(z.string())], 'expected a string or an array of strings');
const joined = multiline.transform((text) => (typeof text === 'string' ? text : text.join('')));

/** What is parsed here came out of a parser of JSON, so any object is a JSON object; nothing is copied or dropped. */
export const jsonObject = z.custom<JsonObject>(isJsonObject, 'expected an object');

export const mimeBundle = jsonObject.transform((data): MimeBundle =>
  Object.fromEntries(Object.entries(data).map(([mime, content]) => [mime, joinMime(mime, content)])),
);

function joinMime(mime: string, content: JsonValue): JsonValue {
  if (isJsonMime(mime) || !Array.isArray(content)) return content;
  return content.every((line) => typeof line === 'string') ? content.join('') : content;
}

const executionCount = z.preprocess(
  (value) => (value instanceof RawNumber ? value.value : value),
  z.number().int().nullable().default(null),
);

const output = z.discriminatedUnion('output_type', [
  z.object({ output_type: z.literal('stream'), name: z.enum(['stdout', 'stderr']), text: joined }),
  z.object({ output_type: z.literal('display_data'), data: mimeBundle, metadata: jsonObject.default({}) }),
  z.object({
    output_type: z.literal('execute_result'),
    execution_count: executionCount,
    data: mimeBundle,
    metadata: jsonObject.default({}),
  }),
  z.object({
    output_type: z.literal('error'),
    ename: z.string(),
    evalue: z.string(),
    traceback: z.array(z.string()),
  }),
]);

/** Ids are checked in `upgrade.ts`: a missing or unfit one is replaced, not refused. */
const shared = { id: z.unknown().optional(), metadata: jsonObject.default({}), source: joined };

const cell = z.discriminatedUnion('cell_type', [
  z.object({
    cell_type: z.literal('code'),
    ...shared,
    execution_count: executionCount,
    outputs: z.array(output).default([]),
  }),
  z.object({ cell_type: z.enum(['markdown', 'raw']), ...shared, attachments: jsonObject.optional() }),
]);

/** A notebook of nbformat 4 as it lies on disk; unknown keys, which the format forbids, are dropped. */
export const notebookFile = z.object({ metadata: jsonObject.default({}), cells: z.array(cell) });

/** The version alone, looked at first: other versions have other shapes. */
export const versionOfFile = z.looseObject({ nbformat: z.number(), nbformat_minor: z.number().default(0) });

export type CellFile = z.output<typeof cell>;
