import type { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { TranslationError } from '../errors.js';
import { yaml } from '../yaml.js';

/** A text and its translation, as a translation file holds them. */
export interface Entry {
  /** Id of the cell. */
  readonly cell: string;
  readonly en: string;
  /** Empty while there is none. */
  readonly translation: string;
  /** Hash of the English text that the translation was made from. */
  readonly source: string;
  /** Hash of the translation when it was stamped. */
  readonly self: string;
  /** Whether it stands below its cell without a list. */
  readonly single: boolean;
  /** From 1. */
  readonly line: number;
  /** Its place in the document, so that comments and the way it is written stay. */
  readonly node: YAMLMap;
}

/** What an entry is to say. */
export type EntryContent = Pick<Entry, 'en' | 'translation' | 'source' | 'self'>;

/** One entry of a file to be written: an entry as it was, or a new one. */
export interface Draft {
  readonly content: EntryContent;
  readonly node?: YAMLMap | undefined;
}

/** The entries of a cell, in the order they are written. */
export interface CellDrafts {
  readonly cell: string;
  /** Written without a list: a markdown cell is one text. */
  readonly single: boolean;
  readonly drafts: readonly Draft[];
}

/** A file of translations, `notebooks/zh/NAME.yaml`: by cell id an entry or a list of entries. */
export class TranslationFile {
  readonly entries: readonly Entry[];
  readonly #document: Document;
  readonly #lang: string;

  private constructor(document: Document, lang: string, entries: readonly Entry[]) {
    this.#document = document;
    this.#lang = lang;
    this.entries = entries;
  }

  /**
   * @param name how messages call the file
   * @throws {TranslationError} naming the line that cannot be read
   */
  static parse(text: string, lang: string, name: string): TranslationFile {
    const { LineCounter, isMap, isScalar, parseDocument } = yaml();
    const lineCounter = new LineCounter();
    // In the failsafe schema every value is text: a hash of digits alone stays what it is.
    const document = parseDocument(text, { schema: 'failsafe', lineCounter });
    const refuse = (offset: number, why: string): never => {
      throw new TranslationError(`${name}:${lineCounter.linePos(offset).line}: ${why}`);
    };
    const [problem] = document.errors;
    if (problem !== undefined) refuse(problem.pos[0], problem.message.split(/ at line|\n/, 1)[0] ?? '');
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === ''))
      return new TranslationFile(document, lang, []);
    if (!isMap(contents)) return refuse(0, 'must map cell ids to texts.');
    const entries = contents.items.flatMap(({ key, value }) => {
      const cell = isScalar(key) ? String(key.value) : '';
      return itemsOf(value).map((node): Entry => {
        const offset = (node as { range?: [number] } | null)?.range?.[0] ?? 0;
        if (!isMap(node)) return refuse(offset, `${cell}: needs the keys en and ${lang}.`);
        const field = (field: string): string => {
          const found = node.get(field);
          return typeof found === 'string' ? found : '';
        };
        if (field('en') === '') refuse(offset, `${cell}: the English text is missing (en:).`);
        return {
          cell,
          en: field('en'),
          translation: field(lang),
          source: field('source'),
          self: field('self'),
          single: value === node,
          line: lineCounter.linePos(offset).line,
          node,
        };
      });
    });
    return new TranslationFile(document, lang, entries);
  }

  /** An empty file. */
  static create(lang: string, comment: string): TranslationFile {
    const document = new (yaml().Document)({}, { schema: 'failsafe' });
    document.commentBefore = comment;
    return new TranslationFile(document, lang, []);
  }

  /** The text of the file with these cells instead of its own; what does not change is written as it was. */
  write(cells: readonly CellDrafts[]): string {
    const { isMap, isScalar, Pair: PairNode, Scalar: ScalarNode, YAMLMap: MapNode } = yaml();
    const { contents } = this.#document;
    const pairs = new Map<string, Pair>();
    if (isMap(contents))
      for (const pair of contents.items) if (isScalar(pair.key)) pairs.set(String(pair.key.value), pair);
    const map = new MapNode();
    for (const [index, { cell, single, drafts }] of cells.entries()) {
      const key = (pairs.get(cell)?.key as Scalar | undefined) ?? new ScalarNode(cell);
      key.spaceBefore = index > 0;
      map.items.push(new PairNode(key, this.#value(drafts, single)));
    }
    this.#document.contents = map;
    return this.#document.toString({ lineWidth: 0 });
  }

  #value(drafts: readonly Draft[], single: boolean): YAMLMap | YAMLSeq {
    const { YAMLSeq: SeqNode } = yaml();
    const nodes = drafts.map((draft) => this.#node(draft));
    const [only] = nodes;
    if (single && only !== undefined && nodes.length === 1) return only;
    const list = new SeqNode();
    list.items.push(...nodes);
    return list;
  }

  #node({ content, node = new (yaml().YAMLMap)() }: Draft): YAMLMap {
    const { en, translation, source, self } = content;
    for (const [key, text] of Object.entries({ en, [this.#lang]: translation, source, self })) {
      const now = node.get(key);
      if ((key === 'source' || key === 'self') && text === '' && now === undefined) continue;
      if (now !== text) node.set(key, scalarOf(text));
    }
    return node;
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  return yaml().isSeq(value) ? value.items : [value];
}

/** A block wherever a line would have to be quoted: people edit it, and braces and colons are common. */
function scalarOf(text: string): Scalar {
  const { Scalar: ScalarNode, stringify } = yaml();
  const scalar = new ScalarNode(text);
  const plain = stringify(text, { schema: 'failsafe', lineWidth: 0 }).trimEnd() === text;
  scalar.type = text === '' ? 'QUOTE_SINGLE' : plain ? 'PLAIN' : 'BLOCK_LITERAL';
  return scalar;
}
