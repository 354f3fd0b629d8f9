/**
 * Cuts the two bundled fonts out of Noto Sans SC: `node render/scripts/build-fonts.mjs`.
 *
 * The sources (92 MB) are installed into a temporary folder that is removed afterwards, so they never become
 * dependencies. The same sources give the same bytes on every machine.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDecoder } from 'node:util';

const SOURCES = ['@expo-google-fonts/noto-sans-sc@0.4.3', 'subset-font@2.9.0'];
const FACES = { 400: '400Regular/NotoSansSC_400Regular.ttf', 700: '700Bold/NotoSansSC_700Bold.ttf' };
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

/** The characters to keep, in code point order, as one string. */
function keptCharacters() {
  const kept = new Set(gb2312().flatMap((text) => [...text]));
  for (const [first, last] of BLOCKS) {
    for (let code = first; code <= last; code++) kept.add(String.fromCodePoint(code));
  }
  kept.delete('\ufffd');
  return [...kept].sort((a, b) => a.codePointAt(0) - b.codePointAt(0)).join('');
}

const workshop = mkdtempSync(join(tmpdir(), 'plotly-static-fonts-'));
try {
  execFileSync('npm', ['install', '--prefix', workshop, '--no-save', '--no-audit', '--no-fund', ...SOURCES], {
    stdio: 'inherit',
  });
  const require = createRequire(join(workshop, 'package.json'));
  const subsetFont = require('subset-font');
  const sourceFolder = join(workshop, 'node_modules', '@expo-google-fonts', 'noto-sans-sc');
  const text = keptCharacters();
  mkdirSync(OUTPUT, { recursive: true });
  let total = 0;
  for (const [weight, file] of Object.entries(FACES)) {
    const target = join(OUTPUT, `NotoSansSC-subset-${weight}.ttf`);
    const subset = await subsetFont(readFileSync(join(sourceFolder, file)), text, {
      targetFormat: 'sfnt',
      keepFeatures: FEATURES,
      preserveNameIds: [0, 1, 2, 4, 6, 13, 14, 16, 17],
    });
    writeFileSync(target, subset);
    total += statSync(target).size;
    console.log(target, statSync(target).size);
  }
  copyFileSync(join(sourceFolder, 'LICENSE_FONT'), join(OUTPUT, 'OFL.txt'));
  if (total > MAX_TOTAL_BYTES) throw new Error(`the fonts take ${total} bytes, over ${MAX_TOTAL_BYTES}`);
} finally {
  rmSync(workshop, { recursive: true, force: true });
}
