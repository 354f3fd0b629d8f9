/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The lines of a text. */
export class Lines {
  readonly #text: string;
  #starts: readonly number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get count(): number {
    return this.#all.length;
  }

  offsetOf({ line, column }: Place): number {
    return (this.#all[line - 1] ?? this.#text.length) + column - 1;
  }

  placeOf(offset: number): Place {
    const line = this.#all.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (this.#all[line] ?? 0) + 1 };
  }

  /** Where lines start; looked for when the first frame needs it. */
  get #all(): readonly number[] {
    return (this.#starts ??= [
      0,
      ...[...this.#text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: end }) => index + end.length),
    ]);
  }
}
