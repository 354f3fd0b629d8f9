import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { OptionsError } from '../../../../lib/src/errors.js';
import { decoderOf } from '../../../../lib/src/data/source/decoder.js';
import { detectEncoding, encodingOf } from '../../../../lib/src/data/source/encoding.js';
import { encoded } from './encoded.js';

const folder = mkdtempSync(join(tmpdir(), 'encoding-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As many bytes as a file is read at a time. */
const PIECE = 65_536;

let files = 0;
function file(content: string | Uint8Array, name = 'x.csv'): string {
  const path = join(folder, `${(files += 1)}-${name}`);
  writeFileSync(path, content);
  return path;
}

const found = async (content: string | Uint8Array, name?: string) =>
  (await detectEncoding(file(content, name))).encoding;

describe('what is valid UTF-8', () => {
  it.each(['plain', '£5\n', '10 °C\n', '3 × ½\n', 'é', 'Ж\n', '女\n', 'señora', 'Ů\n'])(
    'is UTF-8, however few its letters: %j',
    async (text) => expect(await detectEncoding(file(text))).toEqual({ encoding: 'utf-8', by: 'bytes' }),
  );

  it('is not when the file ends in the middle of a character', async () => {
    expect(await found(Uint8Array.of(...Buffer.from('ab,c'), 0xe9))).not.toBe('utf-8');
  });

  it('is said of a file of which so many bytes are, whatever comes after them', async () => {
    const ascii = 'x'.repeat(PIECE);
    const path = file(Buffer.from(`${ascii}\u00e9\n`, 'latin1'));
    expect(await detectEncoding(path, PIECE)).toEqual({ encoding: 'utf-8', by: 'bytes' });
    expect(await detectEncoding(path, PIECE + 1)).toMatchObject({ by: 'letters' });
    const wide = file('x\u0000'.repeat(PIECE));
    expect(await detectEncoding(wide, 1000)).toEqual({ encoding: 'utf-16le', by: 'bytes' });
  });

  it.each(['é', '\ufeff'])(
    'is UTF-8 where %j lies across or behind the first piece that is read',
    async (letter) => {
      for (const length of [PIECE - 1, PIECE]) {
        const found = await detectEncoding(file(`${'x'.repeat(length)}${letter}\n`), Infinity);
        expect(found).toEqual({ encoding: 'utf-8', by: 'bytes' });
      }
    },
  );

  it('is told packed as well', async () => {
    expect(await found(gzipSync('Zürich\n'), 'x.csv.gz')).toBe('utf-8');
  });
});

describe('escape sequences of ISO-2022-JP', () => {
  const tokyo = '\u001b$BEl5~\u001b(B\n';

  it.each(['', 'x'.repeat(PIECE - 1), 'x'.repeat(PIECE - 2), 'x'.repeat(PIECE)])(
    'tell it from ASCII, also across the pieces that are read (%#)',
    async (before) => {
      const path = file(`${before}\n${tokyo}`);
      expect(await detectEncoding(path)).toEqual({ encoding: 'iso-2022-jp', by: 'bytes' });
      expect(decoderOf('iso-2022-jp').decode(Buffer.from(tokyo))).toBe('東京\n');
    },
  );

  it('are not those of colors or of UTF-8', async () => {
    expect(await found('\u001b[31mred\u001b[0m\n')).toBe('utf-8');
    expect(await found('a$B,b$@\n')).toBe('utf-8');
    expect(await found('東京 \u001b$B\n')).toBe('utf-8');
  });
});

describe('marks and zero bytes', () => {
  it.each([
    ['utf-8', Buffer.from('\ufeffa,b\n')],
    ['utf-16le', Buffer.from('\ufeffa,b\n', 'utf16le')],
    ['utf-16be', Buffer.from('\ufeffa,b\n', 'utf16le').swap16()],
    ['gb18030', Buffer.from([0x84, 0x31, 0x95, 0x33, 0x61])],
  ])('settle %s', async (encoding, bytes) =>
    expect(await detectEncoding(file(bytes))).toEqual({ encoding, by: 'mark' }),
  );

  it.each(['id,city\n1,Rome\n', '编号,城市\n1,北京\n2,上海\n'])(
    'tell UTF-16 without a mark: %j',
    async (text) => {
      expect(await found(Buffer.from(text, 'utf16le'))).toBe('utf-16le');
      expect(await found(Buffer.from(text, 'utf16le').swap16())).toBe('utf-16be');
    },
  );

  it('refuse UTF-32 and what is no text', async () => {
    const utf32 = Buffer.from(Array.from('id,city\n').flatMap((letter) => [letter.charCodeAt(0), 0, 0, 0]));
    await expect(found(utf32)).rejects.toThrow(/is UTF-32/);
    await expect(found(Buffer.from([0xff, 0xfe, 0, 0, ...utf32]))).rejects.toThrow(/is UTF-32/);
    await expect(found(Buffer.from([0, 1, 0, 0, 7, 7]))).rejects.toThrow(/zero bytes/);
    await expect(found(Buffer.from([0, 0, 7, 7]))).rejects.toThrow(/zero bytes/);
  });

  it('tell UTF-16 from two in a hundred on, all on one side', async () => {
    const withZero = (length: number, at: number) => {
      const bytes = Buffer.alloc(length, 'a');
      bytes[at] = 0;
      return bytes;
    };
    expect(await found(withZero(50, 7))).toBe('utf-16le');
    expect(await found(withZero(50, 8))).toBe('utf-16be');
    expect(await found(withZero(51, 7))).toBe('utf-8');
    expect(await found('')).toBe('utf-8');
  });
});

const REGIONS = (
  'AF AL DZ AR AM AU AT AZ BD BY BE BR BG CA CL CN CO HR CU CZ DK EG EE ET FI FR GE DE GR HU IS IN ID IR IQ IE IL ' +
  'IT JP JO KZ KE KR LV LB LT LU MX MA NL NZ NG NO PK PE PH PL PT RO RU SA RS SG SK SI ZA ES SE CH TH TN TR UA GB US'
).split(' ');

/** Tables with the names of countries in a language, of 1 to 40 rows. */
function* tables(language: string): Generator<string> {
  const names = new Intl.DisplayNames([language], { type: 'region' });
  for (const rows of [1, 3, 10, 40]) {
    for (let offset = 0; offset < 35; offset += 7) {
      const lines = Array.from(
        { length: rows },
        (_, row) => `${row + 1},${names.of(REGIONS[(offset + row) % REGIONS.length] ?? '') ?? ''},${row}`,
      );
      yield ['id,land,amount', ...lines, ''].join('\n');
    }
  }
}

/** The tables that were read as other text, and the share of those that were read. */
async function judged(language: string, encoding: string, inCapitals = false) {
  const wrong: string[] = [];
  let read = 0;
  let all = 0;
  for (const table of tables(language)) {
    const text = inCapitals ? table.toLocaleUpperCase(language) : table;
    const bytes = encoded(text, encoding);
    if (bytes === null || bytes.every((byte) => byte < 0x80)) continue;
    all += 1;
    try {
      const { encoding: name } = await detectEncoding(file(bytes));
      if (decoderOf(name).decode(bytes) !== text) wrong.push(`${name}: ${text}`);
      read += 1;
    } catch (error) {
      if (!String(error).includes('its encoding cannot be detected')) throw error;
    }
  }
  expect(all).toBeGreaterThan(4);
  return { wrong, share: read / all };
}

describe('other encodings', () => {
  it.each([
    ['de', 'windows-1252', 1],
    ['es', 'windows-1252', 0.8],
    ['sv', 'windows-1252', 1],
    ['pt', 'windows-1252', 0.4],
    ['fr', 'windows-1252', 0.2],
    ['pl', 'windows-1250', 0.4],
    ['cs', 'windows-1250', 0.5],
    ['hu', 'windows-1250', 0.8],
    ['ru', 'windows-1251', 0.8],
    ['uk', 'windows-1251', 0.8],
    ['ru', 'koi8-r', 0.8],
    ['el', 'windows-1253', 0.8],
    ['tr', 'windows-1254', 0],
    ['he', 'windows-1255', 0.8],
    ['ar', 'windows-1256', 0.8],
    ['ja', 'shift_jis', 0.8],
    ['ja', 'euc-jp', 0.8],
    ['ko', 'euc-kr', 0.8],
    ['zh-CN', 'gb18030', 0.7],
    ['zh-TW', 'big5', 0.8],
    ['th', 'windows-874', 0.9],
    ['uk', 'koi8-u', 0.6],
    ['de', 'macintosh', 0.8],
    ['fr', 'macintosh', 0.8],
    ['ru', 'iso-8859-5', 0.8],
    ['ru', 'ibm866', 0.8],
  ])('%s in %s is read as written or refused, never otherwise', async (language, encoding, atLeast) => {
    expect(await judged(language, encoding)).toEqual({
      wrong: [],
      share: expect.toSatisfy((share: number) => share >= atLeast) as unknown,
    });
  });

  it('are decided over the whole file, wherever it stops being ASCII', async () => {
    const far = 'x'.repeat(50).concat('\n').repeat(40_000);
    const bytes = encoded('北京,上海,广州\n深圳,成都,杭州\n', 'gb18030') ?? Buffer.alloc(0);
    expect(await detectEncoding(file(Buffer.concat([Buffer.from(far), bytes])), Infinity)).toMatchObject({
      encoding: 'gb18030',
      by: 'letters',
    });
  });

  it('are shown both ways where two are about as likely', async () => {
    await expect(found(Buffer.from([0xa3, 0x35, 0x0a, 0xa3, 0x37, 0x0a]))).rejects.toThrow(
      /a line reads "Ł5" in windows-1250, "£5" in windows-1252, "Ј5" in windows-1251 and "ё5" in koi8-r\. Save the file as UTF-8, or specify its encoding with the option encoding \(in the command line --encoding\)\./,
    );
  });

  it.each([
    ['番号,名前\n1,田中\n2,鈴木\n', 'euc-jp', 'gb18030'],
    ['日付,顧客,金額\n1,2,3\n', 'euc-jp', 'gb18030'],
    ['日付,顧客,金額\n1,田中,5\n2,鈴木,7\n', 'euc-jp', 'gb18030'],
    ['id,city\n1,МОСКВА\n', 'koi8-r', 'windows-1253'],
    ['id,city\n1,ТУЛА\n', 'koi8-r', 'windows-1253'],
  ])('are refused where so few characters may be of two, both shown: %j', async (text, encoding, rival) => {
    const line = text.split('\n').find((one) => /\P{ASCII}/u.test(one)) ?? '';
    const refused = found(encoded(text, encoding) ?? '');
    await expect(refused).rejects.toThrow(`"${line}" in ${encoding}`);
    await expect(refused).rejects.toThrow(`in ${rival}`);
  });

  it.each([
    ['id,name\n1,กรุงเทพ\n2,เชียงใหม่\n', 'windows-874'],
    ['id,city\n1,КАЗАНЬ\n', 'koi8-r'],
    ['id,name\n1,ИВАН\n', 'koi8-r'],
    ['id,city\n1,МОСКВА\n2,КАЗАНЬ\n3,ТУЛА\n', 'koi8-r'],
    ['id,city\n1,МОСКВА\n2,КАЗАНЬ\n3,ТУЛА\n', 'windows-1251'],
    ['id,city\n1,Köln\n2,München\n3,Straße\n', 'macintosh'],
    ['id,city\n1,Köln\n2,München\n3,Straße\n', 'windows-1252'],
    ['id,land\n1,アフガニスタン\n2,アルバニア\n', 'euc-jp'],
  ])('are told of capitals, Thai, kana and Macs: %j in %s', async (text, encoding) => {
    const bytes = encoded(text, encoding) ?? Buffer.alloc(0);
    const name = await found(bytes);
    expect({ name, text: decoderOf(name).decode(bytes) }).toEqual({ name: encoding, text });
  });

  it.each([
    ['ru', 'windows-1251', 0.7],
    ['uk', 'windows-1251', 0.8],
    ['ru', 'koi8-r', 0.5],
    ['el', 'windows-1253', 0.4],
    ['cs', 'windows-1250', 0.5],
    ['tr', 'windows-1254', 0],
  ])(
    '%s in %s in capitals is read as written or refused, never otherwise',
    async (language, encoding, atLeast) => {
      expect(await judged(language, encoding, true)).toEqual({
        wrong: [],
        share: expect.toSatisfy((share: number) => share >= atLeast) as unknown,
      });
    },
  );

  it('are not told by two signs, beside words or numbers: they are signs, or refused', async () => {
    const signs = '£¥§©®°±²³¹«»·×÷¼½¾€–’“”';
    for (const write of [
      (a: string, b: string) => `id,note\n1,see note${a}\n2,costs ${b}5\n`,
      (a: string, b: string) => `id,x\n1,m${a}\n2,${b}\n`,
      (a: string, b: string) => `id,note\n1,${a} right\n2,${b} wrong\n`,
      (a: string, b: string) => `id,x\n1,${a}5\n2,${b}7\n`,
    ]) {
      for (const a of signs) {
        for (const b of `${signs[0] ?? ''}¹³×`) {
          const text = write(a, b);
          const bytes = encoded(text, 'windows-1252') ?? Buffer.alloc(0);
          const read = await detectEncoding(file(bytes)).then(
            ({ encoding }) => decoderOf(encoding).decode(bytes),
            (error: unknown) => (String(error).includes('its encoding cannot be detected') ? text : error),
          );
          expect(read).toBe(text);
        }
      }
    }
  });

  it('are not told of a file that cannot be read', async () => {
    await expect(encodingOf('nowhere.csv', {})).rejects.toThrow('nowhere.csv: cannot be read (ENOENT');
  });

  it('are taken by option, by any name of the WHATWG list', async () => {
    const path = file(Buffer.from([0xa3, 0x35]));
    expect(await encodingOf(path, { encoding: 'latin1' })).toEqual({
      encoding: 'windows-1252',
      by: 'option',
    });
    const refused = encodingOf(path, { encoding: 'klingon' });
    await expect(refused).rejects.toThrow(OptionsError);
    await expect(refused).rejects.toMatchObject({ cause: expect.any(RangeError) as unknown });
  });
});

describe('lines in two encodings', () => {
  const of = (...parts: readonly (readonly [string, string])[]) =>
    Buffer.concat(
      parts.map(([text, encoding]) =>
        encoding === 'utf-8' ? Buffer.from(text) : (encoded(text, encoding) ?? Buffer.alloc(0)),
      ),
    );
  const german = ['id,name\n1,Köln\n2,München\n', 'windows-1252'] as const;
  const ascii = 'x,yz\n'.repeat(200_000);

  it.each([
    ['last', of(german, ['3,Zürich\n', 'utf-8']), 2, 4],
    ['first', of(['id,größe\n', 'utf-8'], ['1,Köln\n2,München\n', 'windows-1252']), 2, 1],
    ['far off', of([ascii, 'utf-8'], german, ['3,Zürich', 'utf-8']), 200_002, 200_004],
    ['Chinese', of(['编号\n北京\n上海\n广州\n', 'gb18030'], ['杭州\n', 'utf-8']), 1, 5],
    ['Cyrillic', of(['город\nМосква\nКазань\n', 'windows-1251'], ['Самара\n', 'utf-8']), 1, 4],
  ])('are refused with a line of each: UTF-8 %s', async (_, bytes, other, utf8) => {
    await expect(detectEncoding(file(bytes), Infinity)).rejects.toThrow(
      new RegExp(`mixes encodings: line ${other} is not UTF-8.*, and line ${utf8} has words in UTF-8`),
    );
  });

  it('are not seen in characters that are UTF-8 by chance', async () => {
    // In bytes, the first is `Сѧ`, the second ends with a letter of N'Ko.
    expect(await found(of(['课程\n小学\n中学\n大学\n学校\n教育\n', 'gb18030']))).toBe('gb18030');
    expect(await found(of(['x\nDer Spaß“\nKöln\nMünchen\n', 'windows-1252']))).toBe('windows-1252');
  });
});
