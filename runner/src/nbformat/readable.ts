import { stringifyJson } from '../json.js';
import { isJsonMime, type MimeBundle } from './types.js';

const MOST_LINES = 400;
const MOST_CHARACTERS = 40_000;

/** Types of JSON that are messages to a program rather than data to read. */
const FOR_PROGRAMS = /widget|comm\b/;

/** What a Python object shows of itself that has nothing to show: `<IPython.core.display.JSON object>`. */
const PLACEHOLDER = /^<[\w.]+ object(?: at 0x[\da-f]+)?>$/;

/** Whether a plain text says no more than of which class something is. */
export function isPlaceholder(text: string | undefined): boolean {
  return text !== undefined && PLACEHOLDER.test(text.trim());
}

/** The JSON of an output for people to read, up to 400 lines; undefined where there is none. */
export function readableJson(data: MimeBundle): string | undefined {
  const [, content] =
    Object.entries(data).find(([mime]) => isJsonMime(mime) && !FOR_PROGRAMS.test(mime)) ?? [];
  if (content === undefined) return undefined;
  const lines = stringifyJson(content, 2)
    .slice(0, MOST_CHARACTERS + 1)
    .split('\n');
  const shown = lines.slice(0, MOST_LINES).join('\n').slice(0, MOST_CHARACTERS);
  return shown.length < lines.join('\n').length ? `${shown}\n…` : shown;
}

/** The types of an output that say something, for a sentence about one that cannot be shown; empty for none. */
export function typesOf(data: MimeBundle): string {
  return Object.keys(data)
    .filter((mime) => typeof data[mime] !== 'string' || data[mime].trim() !== '')
    .sort()
    .join(', ');
}
