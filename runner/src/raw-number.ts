/**
 * A number in the words of its file, where JavaScript would write it in others: `1.0`, `1e400`,
 * `12345678901234567890`. What the runner passes on keeps its words; what computes takes {@link RawNumber.value}.
 */
export class RawNumber {
  constructor(readonly text: string) {}

  /** The nearest number of JavaScript, which may be infinite. */
  get value(): number {
    return Number(this.text);
  }

  /** For what is not a notebook and asks `JSON.stringify`. */
  toJSON(): number {
    return this.value;
  }
}

/**
 * Whether JavaScript keeps the value of a number: not so of `1e400`, of `1e-400`, which it takes for 0, and of integers
 * beyond 2^53 it has no word for.
 */
export function keepsValue(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value) || (value === 0 && /^[^e]*[1-9]/i.test(text))) return false;
  return !/^-?\d+$/.test(text) || Number.isSafeInteger(value) || BigInt(text) === BigInt(value);
}
