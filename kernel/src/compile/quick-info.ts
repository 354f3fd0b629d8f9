/** A part of a text about a symbol. */
export interface SymbolText {
  readonly text: string;
}

/** What the compiler tells of a symbol. */
export interface QuickInfo {
  readonly displayParts?: readonly SymbolText[];
  readonly documentation?: readonly SymbolText[];
  readonly tags?: readonly { readonly name: string; readonly text?: readonly SymbolText[] | undefined }[];
}

/** What is told of a symbol, for clients of either kind. */
export interface Inspection {
  readonly text: string;
  readonly markdown: string;
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

const textOf = (parts: readonly SymbolText[] = []): string =>
  parts
    .map(({ text }) => text)
    .join('')
    .trim();

/** Abbreviations whose stop ends no sentence, which the segmenter does not know. */
const ABBREVIATED = /\b(?:e\.g|i\.e|cf|vs)\.\s*$/;

/** The length of the first sentence of a paragraph; a line break alone ends none. */
function firstSentence(paragraph: string): number {
  let length = 0;
  for (const { segment } of sentences.segment(paragraph.replaceAll('\n', ' '))) {
    length += segment.length;
    if (!ABBREVIATED.test(segment)) break;
  }
  return length;
}

function splitSentence(documentation: string): [first: string, rest: string] {
  const [paragraph = ''] = documentation.split(/\n\s*\n/, 1);
  const length = firstSentence(paragraph);
  return [documentation.slice(0, length).trim(), documentation.slice(length).trim()];
}

/** A tag such as `@param name what it is`; tags without text say nothing a reader of a page needs. */
function tagText({ name, text }: NonNullable<QuickInfo['tags']>[number]): string {
  const said = textOf(text);
  if (said === '') return '';
  return `@${name}${said.includes('\n') ? '\n' : ' '}${said}`;
}

/**
 * What Shift-Tab shows of a symbol: the first sentence of its documentation, the rest of it, its tags, and the
 * signature last, because that of a generic function fills the whole tooltip.
 */
export function quickInfoText({ displayParts, documentation, tags = [] }: QuickInfo): string {
  const tagged = tags
    .map(tagText)
    .filter((text) => text !== '')
    .join('\n');
  const parts = [...splitSentence(textOf(documentation)), tagged, textOf(displayParts)];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** The same as Markdown, with the signature first, as editors show it. */
export function quickInfoMarkdown({ displayParts, documentation, tags = [] }: QuickInfo): string {
  const signature = textOf(displayParts);
  const tagged = tags.map(({ name, text }) => {
    const said = textOf(text);
    const example = name === 'example' && !said.includes('```');
    return example ? `*@example*\n\n\`\`\`ts\n${said}\n\`\`\`` : `*@${name}* ${said}`.trimEnd();
  });
  const parts = [signature && `\`\`\`ts\n${signature}\n\`\`\``, textOf(documentation), ...tagged];
  return parts.filter((part) => part !== '').join('\n\n');
}
