import type { Evaluator } from '../evaluate/evaluator.js';
import type { JsonObject } from '../wire/message.js';

const codeOf = (content: JsonObject): string => (typeof content['code'] === 'string' ? content['code'] : '');

/** Jupyter counts code points where JavaScript counts UTF-16 units. */
function toUnits(code: string, codePoints: unknown): number {
  if (typeof codePoints !== 'number') return code.length;
  return Array.from(code).slice(0, codePoints).join('').length;
}

function toCodePoints(code: string, units: number): number {
  return Array.from(code.slice(0, units)).length;
}

/** The content of a complete_reply: what could stand at the cursor. */
export function complete(evaluator: Evaluator, content: JsonObject): JsonObject {
  const code = codeOf(content);
  const { start, end, candidates } = evaluator.complete(code, toUnits(code, content['cursor_pos']));
  return {
    status: 'ok',
    matches: candidates,
    cursor_start: toCodePoints(code, start),
    cursor_end: toCodePoints(code, end),
    metadata: {},
  };
}

/** The content of an inspect_reply: the type and documentation of what the cursor is on. */
export function inspect(evaluator: Evaluator, content: JsonObject): JsonObject {
  const code = codeOf(content);
  const text = evaluator.inspect(code, toUnits(code, content['cursor_pos']));
  const data = text === undefined ? {} : { 'text/plain': text };
  return { status: 'ok', found: text !== undefined, data, metadata: {} };
}

/** The content of an is_complete_reply: whether Enter runs the code or continues it. */
export function isComplete(evaluator: Evaluator, content: JsonObject): JsonObject {
  const found = evaluator.isComplete(codeOf(content));
  return found.completed ? { status: 'complete' } : { status: 'incomplete', indent: found.indent };
}
