import { SourceFormatError } from '../../../errors.js';
import { readPart, type Archive } from './part.js';
import { withControls } from './xml.js';

/** All texts of a workbook are kept in memory, since any cell may refer to any of them. */
const MAX_CHARACTERS = 1 << 29;

/**
 * The texts to which cells refer by number: the runs of a formatted text joined, without the phonetic guides of East
 * Asian ones.
 *
 * @throws SourceFormatError if they are too many for the memory.
 */
export async function readStrings(archive: Archive, part: string | undefined): Promise<readonly string[]> {
  if (part === undefined) return [];
  const strings: string[] = [];
  const text = new TextCollector();
  let characters = 0;
  await readPart(archive, part, {
    open(name) {
      if (name === 'si') text.clear();
      text.open(name);
    },
    text: (piece) => text.add(piece),
    close(name) {
      text.close(name);
      if (name !== 'si') return;
      strings.push(text.value);
      characters += text.value.length;
      if (characters > MAX_CHARACTERS) {
        throw new SourceFormatError(
          `${archive.path}: the workbook has too much text. Export the sheet as CSV.`,
        );
      }
    },
  });
  return strings;
}

/** Collects a text from its elements `t`, except those of phonetic guides (`rPh`). */
export class TextCollector {
  #text = '';
  #inText = false;
  #inGuide = false;

  get value(): string {
    return withControls(this.#text);
  }

  clear(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#inText = !this.#inGuide;
    if (name === 'rPh') this.#inGuide = true;
  }

  add(piece: string): void {
    if (this.#inText) this.#text += piece;
  }

  close(name: string): void {
    if (name === 't') this.#inText = false;
    if (name === 'rPh') this.#inGuide = false;
  }
}
