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
  const found = evaluator.complete(code, toUnits(code, content['cursor_pos']));
  const [start, end] = [toCodePoints(code, found.start), toCodePoints(code, found.end)];
  const types = found.candidates.map((text, i) => ({
    ...{ start, end, text, type: found.kinds[i] ?? '' },
    signature: found.signatures[i] ?? '',
  }));
  return {
    status: 'ok',
    matches: found.candidates,
    cursor_start: start,
    cursor_end: end,
    metadata: { _jupyter_types_experimental: types }, // as ipykernel names it; JupyterLab shows them
  };
}

/** The content of an inspect_reply: the type and documentation of what the cursor is on. */
export function inspect(evaluator: Evaluator, content: JsonObject): JsonObject {
  const code = codeOf(content);
  const found = evaluator.inspect(code, toUnits(code, content['cursor_pos']));
  const data = found ? { 'text/plain': found.text, 'text/markdown': found.markdown } : {};
  return { status: 'ok', found: found !== undefined, data, metadata: {} };
}

/** The content of an is_complete_reply: whether Enter runs the code or continues it. */
export function isComplete(evaluator: Evaluator, content: JsonObject): JsonObject {
  const found = evaluator.isComplete(codeOf(content));
  return found.completed ? { status: 'complete' } : { status: 'incomplete', indent: found.indent };
}
