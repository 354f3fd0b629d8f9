import { describe, expect, it } from 'vitest';
import { plausibility } from '../../../../lib/src/data/source/plausible-text.js';

/** Of a text in an encoding whose bytes are not asked for. */
const looks = (text: string) => plausibility(text, Buffer.alloc(0), 'windows-1252');

describe('characters beyond ASCII look like text', () => {
  it.each([
    ...['Zürich', 'ŁÓDŹ', 'łódź', 'Москва', 'Αθήνα', 'שלום', 'سلام', '東京', 'ラーメン', '佐々木', '서울'],
    ...['McÉwan', 'MacÉwan', 'McxÉ', 'd’Été', 'L’Été', "l'Été", 'naïve, café'],
    ...['10 °C', 'col·lecció', 'ไทย', 'เชียงใหม่', 'מִלָּה', '5£', '£5', 'note¹', '« à »', '、'],
  ])('in words of one script and usual case, and as signs: %s', (text) => {
    expect(looks(text)).toBe(1);
  });

  it.each([
    ...['plain', '', 'łódŹ', 'ÉÀa', 'xÉ', 'xMcÉ', 'éЖ', 'ЖΑ', '☃'],
    ...['ﬂé', 'ƒé', '้é', 'ึกก', 'ฅก', 'ֱה', 'ma·me', 'me÷m', 'm§n', 'a“b'],
    ...['m£', '£m', 'm¥n', 'a¹b', 'a×b'],
  ])('not without any, in mixed words, as other signs and with signs in words: %s', (text) => {
    expect(looks(text)).toBe(0);
  });

  it.each(['\u0080', '\u009f', '\ufffd', '\ue000', '\uf8ff'])('not with one that is no text: %j', (one) => {
    expect(looks(`Zürich Zürich${one}`)).toBe(0);
  });

  it('by their share', () => {
    // One of two; ü and ö of the two words and the snowman; three in words, less a sign between two letters.
    expect(looks('Zürich łŹ')).toBe(1 / 3);
    expect(looks('Zürich Köln ☃')).toBe(2 / 3);
    expect(looks('é£é')).toBe(2 / 3);
    expect(looks('° ☃')).toBe(1 / 2);
  });
});

describe('characters of two bytes look like text', () => {
  const leads = (encoding: string, ...bytes: number[]) =>
    plausibility('中', Buffer.from(bytes.flatMap((lead) => [lead, 0xa1])), encoding);

  it.each([
    ['gb18030', 0xb0, 0xd7, 0xaf],
    ['big5', 0xa4, 0xc6, 0xa2],
    ['shift_jis', 0x82, 0x97, 0x80],
    ['euc-jp', 0xa4, 0xcf, 0xa2],
    ['euc-kr', 0xb0, 0xc8, 0xaf],
  ])('where they are common ones of %s, or punctuation', (encoding, from, to, below) => {
    expect([leads(encoding, from, to), leads(encoding, below, to + 1)]).toEqual([1, 0]);
    expect(leads(encoding, from, to, to + 1, to + 1)).toBe(1 / 2);
    expect(leads(encoding, 0x81)).toBe(1);
    expect(leads(encoding, 0x80, from)).toBe(1 / 2);
  });

  it('not where there are none, nor half-width ones of Japanese', () => {
    const of = (encoding: string, ...bytes: number[]) => plausibility('中', Buffer.from(bytes), encoding);
    expect(of('gb18030', 0x61, 0x7f)).toBe(0);
    expect(of('gb18030', 0x61, 0xb0, 0xa1, 0x7f)).toBe(1);
    // The second byte of a full one is not looked at; a half-width one has none.
    expect(of('shift_jis', 0x82, 0xf0, 0xb1, 0x82, 0xf0)).toBe(2 / 3);
    expect(of('shift_jis', 0xa1, 0xdf, 0x82, 0xf0)).toBe(1 / 3);
    expect(of('shift_jis', 0xa0, 0xff, 0x82, 0xf0)).toBe(1 / 2);
    expect(of('shift_jis', 0xe0, 0x82, 0x82, 0xf0)).toBe(1 / 2);
  });

  it('no more than their words do', () => {
    expect(plausibility('中 ☃', Buffer.from([0xb0, 0xa1]), 'gb18030')).toBe(1 / 2);
    expect(plausibility('中 é', Buffer.from([0xb0, 0xa1, 0xd8, 0xa1]), 'gb18030')).toBe(1 / 2);
  });
});
