import type { Encoding } from './found-encoding.js';

/** Lead bytes of common characters, in double-byte encodings. */
const DAILY: Readonly<Partial<Record<Encoding, readonly [from: number, to: number]>>> = {
  gb18030: [0xb0, 0xd7],
  big5: [0xa4, 0xc6],
  shift_jis: [0x82, 0x97],
  'euc-jp': [0xa4, 0xcf],
  'euc-kr': [0xb0, 0xc8],
};

/** Lead bytes of punctuation and full-width forms. */
const PUNCTUATION: readonly number[] = [0x81, 0xa1, 0xa3];

const SCRIPTS = [
  // Ligatures and the sign of the guilder are letters that nobody writes.
  /^(?!.*[ﬁﬂƒ])[\p{sc=Latin}\u0300-\u036f'’]+$/u,
  /^[\p{sc=Cyrillic}\u0300-\u036f'’]+$/u,
  /^[\p{sc=Greek}\u0300-\u036f]+$/u,
  // A point stands on a letter.
  /^(?!\p{M})[\p{sc=Hebrew}\p{M}'׳״]+$/u,
  /^[\p{sc=Arabic}\p{M}]+$/u,
  // So do vowels and tones above and below; two letters are no longer in use.
  /^(?:[เ-ไ]?[กขคฆ-ฮ][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|[ะาำๅๆฯ])+$/u,
  /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]+$/u,
  /^\p{sc=Hangul}+$/u,
];

const WORD = /[\p{L}\p{M}'’׳״ー々]+/gu;
/** No uppercase letter after a lowercase one: `Łódź`, `ŁÓDŹ`. */
const CASED = /^(\p{Lu}?[^\p{Lu}]*|[^\p{Ll}]+)$/u;
/** Except in names such as `McDonald`, `d’Été`. */
const PREFIXED = /^(Ma?c|[DdLl]['’])/u;
const SYMBOL = /[\u00a0£¥€¢§©®°¹²³µ·«»¿¡×÷±¼½¾‘’“”–—…•№～、。，；：（）《》「」『』【】！？％￥・\u3000]/u;
/** Currency signs go next to numbers, and other signs at the ends of words; a dot is within `col·lecció`. */
const SIGN_IN_WORD = new RegExp(
  [
    ...['\\p{L}[£¥€]', '[£¥€]\\p{L}', '\\p{L}[¹²³°±®©¿¡×÷§•](?=\\p{L})', '÷(?=\\p{L})'],
    ...['\\p{sc=Latin}[“”„«»¼½¾](?=\\p{sc=Latin})', '(?<![lL])·(?=\\p{sc=Latin})'],
  ].join('|'),
  'gu',
);
const NO_TEXT = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/;

/**
 * The share of characters beyond ASCII in a text that look like words and common signs, 0 to 1. Words must be in one
 * script with normal capitalization; double-byte characters must be common ones.
 */
export function plausibility(text: string, bytes: Buffer, encoding: Encoding): number {
  if (NO_TEXT.test(text)) return 0;
  const daily = DAILY[encoding];
  const looks = shareOfWords(text);
  return daily === undefined ? looks : Math.min(looks, shareInDailyUse(bytes, encoding, daily));
}

function shareOfWords(text: string): number {
  let all = 0;
  let good = 0;
  for (const [word] of text.matchAll(WORD)) {
    const unusual = beyondAscii(word);
    all += unusual;
    if (isWord(word)) good += unusual;
  }
  for (const [run] of text.matchAll(/[^\p{ASCII}\p{L}\p{M}’׳״ー々]/gu)) {
    all += 1;
    if (SYMBOL.test(run)) good += 1;
  }
  const odd = text.match(SIGN_IN_WORD)?.length ?? 0;
  return all === 0 ? 0 : Math.max(0, good - odd) / all;
}

/** Whether letters are of one script, with normal capitalization. */
export const isWord = (word: string): boolean => SCRIPTS.some((script) => script.test(word)) && isCased(word);

const beyondAscii = (word: string): number => word.match(/\P{ASCII}/gu)?.length ?? 0;

const isCased = (word: string): boolean => CASED.test(word) || PREFIXED.test(word);

function shareInDailyUse(bytes: Buffer, encoding: Encoding, [from, to]: readonly [number, number]): number {
  let all = 0;
  let good = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    const halfWidth = encoding === 'shift_jis' && lead >= 0xa1 && lead <= 0xdf;
    if (halfWidth) continue;
    if ((lead >= from && lead <= to) || PUNCTUATION.includes(lead)) good += 1;
    at += 1;
  }
  return all === 0 ? 0 : good / all;
}
