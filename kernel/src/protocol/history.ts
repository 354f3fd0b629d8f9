import type { JsonObject } from '../wire/message.js';

type Entry = readonly [session: number, line: number, input: string];

const asNumber = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

/**
 * Whether a text fits a pattern with `*` and `?`, as IPython's history search understands them.
 *
 * Only the last star is ever given more to take, so a pattern of many stars takes no longer than a search for each
 * of its parts; as a regular expression it could take forever.
 */
function fits(text: string, pattern: string): boolean {
  let [at, wanted, star, taken] = [0, 0, -1, 0];
  while (at < text.length) {
    const sign = pattern[wanted];
    if (sign === '*') {
      star = wanted++;
      taken = at;
    } else if (sign !== undefined && (sign === '?' || sign === text[at])) {
      at++;
      wanted++;
    } else if (star >= 0) {
      wanted = star + 1;
      at = ++taken;
    } else return false;
  }
  return /^\**$/.test(pattern.slice(wanted));
}

/** The inputs of this session, for history requests. Earlier sessions are not kept. */
export class History {
  readonly #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push([0, line, input]);
  }

  /** The content of a history_reply. */
  reply(request: JsonObject): JsonObject {
    const entries = this.#select(request);
    const withOutput = request['output'] === true;
    return {
      status: 'ok',
      history: entries.map(([session, line, input]) => [session, line, withOutput ? [input, null] : input]),
    };
  }

  #select(request: JsonObject): Entry[] {
    const limit = asNumber(request['n'], this.#entries.length);
    switch (request['hist_access_type']) {
      case 'range': {
        const start = asNumber(request['start'], 0);
        const stop = asNumber(request['stop'], Infinity);
        return this.#entries.filter(([, line]) => line >= start && line < stop);
      }
      case 'search': {
        const pattern = typeof request['pattern'] === 'string' ? request['pattern'] : '*';
        const found = this.#entries.filter(([, , input]) => fits(input, pattern));
        return limit > 0 ? found.slice(-limit) : [];
      }
      default:
        return limit > 0 ? this.#entries.slice(-limit) : [];
    }
  }
}
