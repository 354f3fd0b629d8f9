import { readFileSync } from 'node:fs';
import { openSync } from 'fontkit';
import { FONT_FILES } from '../../render/src/text/font-files.js';

/** A cmap table of format 12 that knows `characters` only. */
function characterMap(characters: string): Buffer {
  const font = openSync(FONT_FILES[700]);
  if (!('layout' in font)) throw new TypeError('not one font');
  const codes = [...new Set(characters)]
    .map((character) => character.codePointAt(0) ?? 0)
    .sort((a, b) => a - b);
  const table = Buffer.alloc(28 + codes.length * 12);
  table.writeUInt16BE(1, 2); // one subtable,
  table.writeUInt16BE(3, 4); // for Windows,
  table.writeUInt16BE(10, 6); // of all Unicode,
  table.writeUInt32BE(12, 8); // standing here.
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(16 + codes.length * 12, 16);
  table.writeUInt32BE(codes.length, 24);
  codes.forEach((code, index) => {
    const at = 28 + index * 12;
    table.writeUInt32BE(code, at);
    table.writeUInt32BE(code, at + 4);
    table.writeUInt32BE(font.glyphForCodePoint(code).id, at + 8);
  });
  return table;
}

/** The bundled bold font as a file that has glyphs for `characters` and nothing else. */
export function smallFont(characters: string): Buffer {
  const table = characterMap(characters);
  const whole = readFileSync(FONT_FILES[700]);
  const font = Buffer.concat([whole, Buffer.alloc((4 - (whole.length % 4)) % 4)]);
  const tables = font.readUInt16BE(4);
  for (let entry = 12; entry < 12 + tables * 16; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== 'cmap') continue;
    font.writeUInt32BE(font.length, entry + 8);
    font.writeUInt32BE(table.length, entry + 12);
  }
  return Buffer.concat([font, table]);
}
