interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A text after its edits, and the way back. */
export interface Edited {
  readonly text: string;
  /** The place in the original that a place in the text comes from; within something inserted, where it was put. */
  readonly toSource: (offset: number) => number;
}

/** Spaces in the place of a text, with its line breaks, so that all other code keeps its place. */
export const blank = (text: string): string => text.replace(/[^\r\n]/g, ' ');

/** Insertions and replacements in a text, none within another. */
export class Edits {
  readonly #source: string;
  readonly #list: Edit[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  insert(at: number, text: string): void {
    this.#list.push({ start: at, end: at, text });
  }

  replace(start: number, end: number, text: string): void {
    this.#list.push({ start, end, text });
  }

  /** Puts spaces in the place of a part, the first of them a semicolon if it was a statement or a member. */
  blank(start: number, end: number, first: '' | ';' = ''): void {
    const text = blank(this.#source.slice(start, end));
    this.replace(start, end, first === '' ? text : first + text.slice(1));
  }

  /** Edits at one place come in the order in which they were made. */
  apply(): Edited {
    const source = this.#source;
    const sorted = this.#list.map((edit, order) => ({ edit, order }));
    sorted.sort((a, b) => a.edit.start - b.edit.start || a.order - b.order);
    let text = '';
    let from = 0;
    const parts: { readonly at: number; readonly start: number; readonly length: number }[] = [];
    for (const { edit } of sorted) {
      parts.push({ at: text.length, start: from, length: edit.start - from });
      text += source.slice(from, edit.start) + edit.text;
      from = edit.end;
    }
    parts.push({ at: text.length, start: from, length: source.length - from });
    const toSource = (offset: number): number => {
      const part = parts.findLast(({ at }) => at <= offset);
      return part ? part.start + Math.min(offset - part.at, part.length) : 0;
    };
    return { text: text + source.slice(from), toSource };
  }
}
