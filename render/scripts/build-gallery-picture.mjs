/**
 * Draws the gallery as one sheet of thumbnails, `render/gallery/gallery.png`: `npm run build`, then
 * `node render/scripts/build-gallery-picture.mjs`.
 */
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { createViteServer } from 'vitest/node';
import { Renderer } from '../dist/index.js';

const COLUMNS = 8;
const CELL = { width: 224, height: 140 };
const GAP = 6;
const SCALE = 0.35;

/** The gallery is TypeScript, which Node does not read. */
async function loadGallery() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const server = await createViteServer({
    root,
    configFile: false,
    server: { middlewareMode: true, ws: false },
  });
  const { gallery } = await server.ssrLoadModule('/render/gallery/index.ts');
  await server.close();
  return gallery;
}

const figures = Object.values(await loadGallery());
const rows = Math.ceil(figures.length / COLUMNS);
const sheet = new PNG({
  width: COLUMNS * (CELL.width + GAP) + GAP,
  height: rows * (CELL.height + GAP) + GAP,
});
sheet.data.fill(0xdd);
const renderer = await Renderer.create();
for (const [index, figure] of figures.entries()) {
  const { data, width, height } = PNG.sync.read(Buffer.from(await renderer.png(figure, { scale: SCALE })));
  const picture = { data, width, height };
  const x = GAP + (index % COLUMNS) * (CELL.width + GAP);
  const y = GAP + Math.floor(index / COLUMNS) * (CELL.height + GAP) + ((CELL.height - height) >> 1);
  PNG.bitblt(picture, sheet, 0, 0, Math.min(width, CELL.width), Math.min(height, CELL.height), x, y);
}
renderer.dispose();
const file = fileURLToPath(new URL('../gallery/gallery.png', import.meta.url));
writeFileSync(file, PNG.sync.write(sheet, { colorType: 2, deflateLevel: 9 }));
console.log(`${figures.length} figures`);
