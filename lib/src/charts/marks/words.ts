import { stringWidth } from '../../core/string-width.js';

/** Width of one `stringWidth` column in the theme's font, in ems; Chinese characters take two columns. */
const COLUMN = 0.565;

/** The approximate width of a text in the theme's font, in pixels, estimated generously. */
export function textWidth(text: string, size = 13): number {
  return Math.max(0, ...text.split('<br>').map((line) => stringWidth(line))) * COLUMN * size;
}

export const widest = (texts: readonly string[], size = 13): number =>
  Math.max(0, ...texts.map((text) => textWidth(text, size)));

/** Wraps a text into lines that fit, as far as words allow: English breaks at spaces, Chinese between words. */
export function linesOf(text: string, room: number, size = 13): string[] {
  const lines: string[] = [];
  for (const piece of pieces(text)) {
    const longer = (lines.at(-1) ?? '') + piece;
    if (lines.length > 0 && textWidth(longer.trimEnd(), size) <= room) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.map((line) => line.trim());
}

/** Words with what follows them, so punctuation and spaces never start a line. */
function pieces(text: string): string[] {
  const segments = [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(text)];
  return segments.reduce<string[]>((words, { segment, isWordLike }, index) => {
    const before = segments[index - 1]?.segment ?? ' ';
    const opens =
      isWordLike === true && (/[\s）)，、；：/-]$/.test(before) || /\p{Script=Han}/u.test(segment + before));
    const starts = words.length === 0 || (/[（([“]/.test(before) ? false : opens || /^[（([“]/.test(segment));
    return starts ? [...words, segment] : [...words.slice(0, -1), (words.at(-1) ?? '') + segment];
  }, []);
}

/** Text that Plotly draws literally: a less-than sign would start a tag. */
export const plain = (text: string): string => text.replaceAll('<', '&lt;');

/** A text wrapped into lines that fit, in Plotly's notation. */
export const wrapped = (text: string, room: number, size = 13): string =>
  linesOf(text, room, size).map(plain).join('<br>');
