import type { Comparison, QueryValue } from './query.js';

interface End {
  readonly at: string | number;
  readonly closed: boolean;
}

interface Parts {
  readonly low: End | null;
  readonly high: End | null;
  /** The only values left; null for all within the ends. */
  readonly only: readonly QueryValue[] | null;
  readonly never: readonly QueryValue[];
  readonly whole: boolean;
  /** Whether there may be no value. */
  readonly nullable: boolean;
  /** Whether there may be a value. */
  readonly valued: boolean;
}

const ALL: Parts = {
  ...{ low: null, high: null, only: null, never: [], whole: false, nullable: false, valued: true },
};

/**
 * The values that a column may still have after conditions on it. Dates are compared as the texts they are written in,
 * which have the order of time.
 */
export class Domain {
  readonly #parts: Parts;

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static ofNumbers(nullable: boolean): Domain {
    return new Domain({ ...ALL, nullable });
  }

  static ofIntegers(nullable: boolean): Domain {
    return new Domain({ ...ALL, nullable, whole: true });
  }

  /** Whole numbers from 0. */
  static ofCounts(): Domain {
    return new Domain({ ...ALL, whole: true, low: { at: 0, closed: true } });
  }

  static ofTexts(nullable: boolean): Domain {
    return new Domain({ ...ALL, nullable });
  }

  static ofValues(only: readonly QueryValue[], nullable = false): Domain {
    return new Domain({ ...ALL, only, nullable });
  }

  compared(is: Comparison, value: QueryValue): Domain {
    if (is === '=') return this.among([value]);
    if (is === '!=') return this.notAmong([value]);
    const end = { at: value as string | number, closed: is.endsWith('=') };
    const { low, high } = this.#parts;
    return is.startsWith('<')
      ? this.#with({ high: high !== null && !tighter(end, high, -1) ? high : end })
      : this.#with({ low: low !== null && !tighter(end, low, 1) ? low : end });
  }

  among(values: readonly QueryValue[]): Domain {
    const { only } = this.#parts;
    return this.#with({ only: only === null ? values : only.filter((one) => values.includes(one)) });
  }

  notAmong(values: readonly QueryValue[]): Domain {
    return this.#with({ never: [...this.#parts.never, ...values] });
  }

  missing(is: boolean): Domain {
    return new Domain(is ? { ...this.#parts, valued: false } : { ...this.#parts, nullable: false });
  }

  isEmpty(): boolean {
    const { nullable } = this.#parts;
    return !nullable && !this.#hasValue();
  }

  #hasValue(): boolean {
    const { valued, only, never, low, high } = this.#parts;
    if (!valued) return false;
    if (only !== null) return only.some((one) => !never.includes(one) && this.#reaches(one));
    if (low === null || high === null) return true;
    if (this.#parts.whole && typeof low.at === 'number' && typeof high.at === 'number') {
      const [from, to] = wholeEnds(low, high);
      // Few enough values to look at, or more than the excluded ones.
      if (to - from >= never.length) return true;
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n).some(
        (n) => !never.includes(n),
      );
    }
    if (low.at !== high.at) return low.at < high.at;
    return low.closed && high.closed && !never.includes(low.at);
  }

  #reaches(value: QueryValue): boolean {
    const { low, high, whole } = this.#parts;
    if (whole && !Number.isInteger(value)) return false;
    const above = low === null || value > low.at || (value === low.at && low.closed);
    const below = high === null || value < high.at || (value === high.at && high.closed);
    return above && below;
  }

  /** Narrowed by a comparison: it holds for no missing value. */
  #with(change: Partial<Parts>): Domain {
    return new Domain({ ...this.#parts, ...change, nullable: false });
  }
}

function tighter(end: End, than: End, sign: 1 | -1): boolean {
  if (end.at === than.at) return !end.closed;
  return sign === 1 ? end.at > than.at : end.at < than.at;
}

function wholeEnds(low: End, high: End): readonly [number, number] {
  const [from, to] = [Number(low.at), Number(high.at)];
  return [
    low.closed ? Math.ceil(from) : Math.floor(from) + 1,
    high.closed ? Math.floor(to) : Math.ceil(to) - 1,
  ];
}
