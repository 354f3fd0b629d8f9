import { z } from 'zod';
import type { JsonObject } from '../json.js';
import type { Message } from '../kernel/message.js';
import { mimeBundle, jsonObject } from '../nbformat/schema.js';
import type { CodeCell, ErrorOutput, Output, RichOutput } from '../nbformat/index.js';

const transient = z.object({ display_id: z.string().optional() }).default({});
const display = z.object({ data: mimeBundle, metadata: jsonObject.default({}), transient });
const stream = z.object({ name: z.enum(['stdout', 'stderr']), text: z.string() });
const failure = z.object({
  ename: z.string().default('Error'),
  evalue: z.string().default(''),
  traceback: z.array(z.string()).default([]),
});

/**
 * Turns the iopub messages of a notebook's cells into their outputs. One collector serves one notebook,
 * because a display made in one cell may be updated from another. Ids of displays, which differ in every run,
 * are used here and stored nowhere.
 */
export class OutputCollector {
  readonly #displays = new Map<string, RichOutput[]>();
  /** Cells whose outputs go when the next one comes: `clear_output` with `wait`. */
  readonly #clearNext = new Set<CodeCell>();

  /** Takes a message that the execution of `cell` caused; false when it is an output but a malformed one. */
  handle(cell: CodeCell, { type, content }: Message): boolean {
    switch (type) {
      case 'stream':
        return take(stream, content, ({ name, text }) => {
          this.#addText(cell, name, text);
        });
      case 'display_data':
      case 'execute_result':
        return take(display, content, (shown) => {
          this.#addRich(cell, type, shown);
        });
      case 'update_display_data':
        return take(display, content, (shown) => {
          this.#update(shown);
        });
      case 'error':
        return take(failure, content, (error) => {
          this.#add(cell, { output_type: 'error', ...error });
        });
      case 'clear_output':
        if (content['wait'] === true) this.#clearNext.add(cell);
        else cell.outputs.length = 0;
        return true;
      default:
        return true;
    }
  }

  #addText(cell: CodeCell, name: 'stdout' | 'stderr', text: string): void {
    const last = this.#clearNext.has(cell) ? undefined : cell.outputs.at(-1);
    if (last?.output_type === 'stream' && last.name === name) last.text += text;
    else this.#add(cell, { output_type: 'stream', name, text });
  }

  #addRich(cell: CodeCell, type: RichOutput['output_type'], content: z.output<typeof display>): void {
    const { data, metadata } = content;
    const output: RichOutput =
      type === 'display_data'
        ? { output_type: type, data, metadata }
        : { output_type: type, execution_count: cell.execution_count, data, metadata };
    this.#add(cell, output);
    const id = content.transient.display_id;
    if (id !== undefined) this.#displays.set(id, [...(this.#displays.get(id) ?? []), output]);
  }

  #update({ data, metadata, transient: { display_id: id } }: z.output<typeof display>): void {
    for (const output of this.#displays.get(id ?? '') ?? []) {
      output.data = data;
      output.metadata = metadata;
    }
  }

  #add(cell: CodeCell, output: Output): void {
    if (this.#clearNext.delete(cell)) cell.outputs.length = 0;
    cell.outputs.push(output);
  }
}

/** The error output that a failed reply describes: it has the fields of an `error` message, or none. */
export function errorOutput(reply: JsonObject): ErrorOutput {
  const { data } = failure.safeParse(reply);
  return { output_type: 'error', ...(data ?? { ename: 'Error', evalue: '', traceback: [] }) };
}

function take<T>(schema: z.ZodType<T>, content: JsonObject, use: (value: T) => void): boolean {
  const { success, data } = schema.safeParse(content);
  if (success) use(data);
  return success;
}
