/**
 * Cuts the bundled fonts out of Noto Sans SC and Noto Sans: `node render/scripts/build-fonts.mjs`. Of the second
 * only what the first lacks is kept, and letters to put accents on.
 *
 * The sources (106 MB) are installed into a temporary folder that is removed afterwards, so they never become
 * dependencies. The same sources give the same bytes on every machine.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDecoder } from 'node:util';
import { create } from 'fontkit';

const SOURCES = [
  '@expo-google-fonts/noto-sans-sc@0.4.3',
  '@expo-google-fonts/noto-sans@0.4.2',
  'subset-font@2.9.0',
];
const WEIGHTS = { 400: '400Regular', 700: '700Bold' };
const OUTPUT = fileURLToPath(new URL('../fonts/', import.meta.url));
/** Layout features in use in horizontal text; each of the others costs time whenever text is shaped. */
const FEATURES = ['ccmp', 'kern', 'liga', 'mark'];
const MAX_TOTAL_BYTES = 6_000_000;

/** Unicode blocks kept beside GB2312, first and last code point. */
const BLOCKS = [
  [0x20, 0x7e], // ASCII
  [0xa0, 0x17f], // Latin-1, Latin Extended-A
  [0x2010, 0x205f], // general punctuation
  [0x2070, 0x209f], // superscripts and subscripts
  [0x20a0, 0x20c0], // currency
  [0x2100, 0x218b], // letterlike signs, fractions, Roman numerals
  [0x2190, 0x21ff], // arrows
  [0x2200, 0x22ff], // mathematical operators
  [0x2460, 0x24ff], // enclosed numbers
  [0x25a0, 0x26ff], // geometric shapes, stars and suits
  [0x2713, 0x2717], // ticks and crosses
  [0x3000, 0x303f], // CJK punctuation
  [0xff00, 0xffef], // fullwidth forms
];

/** Blocks that only the second family is asked for. */
const SECOND_BLOCKS = [
  [0x180, 0x24f], // Latin Extended-B
  [0x2b0, 0x36f], // modifier letters, combining marks
  [0x370, 0x52f], // Greek, Cyrillic
  [0x1e00, 0x1eff], // Latin Extended Additional, for Vietnamese
  [0x2000, 0x200a], // spaces
];

/** Every character of GB2312: the two-byte codes A1A1 to F7FE. */
function gb2312() {
  const decoder = new TextDecoder('gb2312');
  const characters = [];
  for (let lead = 0xa1; lead <= 0xf7; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      characters.push(decoder.decode(new Uint8Array([lead, trail])));
    }
  }
  return characters;
}

function charactersOf(blocks) {
  const characters = [];
  for (const [first, last] of blocks) {
    for (let code = first; code <= last; code++) characters.push(String.fromCodePoint(code));
  }
  return characters;
}

/** The characters to keep of the first family, in code point order. */
function keptCharacters() {
  const kept = new Set([...gb2312().flatMap((text) => [...text]), ...charactersOf(BLOCKS)]);
  kept.delete('\ufffd');
  return [...kept].sort((a, b) => a.codePointAt(0) - b.codePointAt(0));
}

/** Letters and digits that a combining mark may stand on: a font draws a mark only together with its base. */
const BASES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789αβγδεθλμπρστφχψω'];

/** Whether anything is meant to be seen, or at least to take room, where the character stands. */
const isVisible = (character) => !/[\p{C}\p{Zl}\p{Zp}]/u.test(character);

/** What the second family is to hold: the letters marks stand on, and all that `main` lacks. */
function secondCharacters(main) {
  const has = new Set(create(main).characterSet.map((code) => String.fromCodePoint(code)));
  const wanted = [...keptCharacters(), ...charactersOf(SECOND_BLOCKS)];
  return [...BASES, ...wanted.filter((character) => !has.has(character) && isVisible(character))];
}

const workshop = mkdtempSync(join(tmpdir(), 'plotly-static-fonts-'));
const require = createRequire(join(workshop, 'package.json'));

/** Cuts one weight of a family, writes it to the output folder and returns its bytes. */
async function cut({ folder, name }, weight, characters) {
  const file = `${WEIGHTS[weight]}/${name}_${WEIGHTS[weight]}.ttf`;
  const font = await require('subset-font')(
    readFileSync(join(packageFolder(folder), file)),
    characters.join(''),
    {
      targetFormat: 'sfnt',
      keepFeatures: FEATURES,
      preserveNameIds: [0, 1, 2, 4, 6, 13, 14, 16, 17],
    },
  );
  const target = join(OUTPUT, `${name}-subset-${weight}.ttf`);
  writeFileSync(target, font);
  console.log(target, font.length);
  return font;
}

const packageFolder = (folder) => join(workshop, 'node_modules', '@expo-google-fonts', folder);

const MAIN = { folder: 'noto-sans-sc', name: 'NotoSansSC' };
const SECOND = { folder: 'noto-sans', name: 'NotoSans' };

try {
  execFileSync('npm', ['install', '--prefix', workshop, '--no-save', '--no-audit', '--no-fund', ...SOURCES], {
    stdio: 'inherit',
  });
  mkdirSync(OUTPUT, { recursive: true });
  let total = 0;
  for (const weight of Object.keys(WEIGHTS)) {
    const main = await cut(MAIN, weight, keptCharacters());
    const second = await cut(SECOND, weight, secondCharacters(main));
    total += main.length + second.length;
  }
  for (const { folder, name } of [MAIN, SECOND]) {
    copyFileSync(join(packageFolder(folder), 'LICENSE_FONT'), join(OUTPUT, `${name}-OFL.txt`));
  }
  if (total > MAX_TOTAL_BYTES) throw new Error(`the fonts take ${total} bytes, over ${MAX_TOTAL_BYTES}`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
