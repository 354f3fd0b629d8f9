import { megabytes } from './measure.mjs';

const STEP = 100;
/** Growth of the second half that still counts as flat: the heap breathes. */
const FLAT = 1.1;

/**
 * Draws `count` figures, SVG and PNG, in one renderer and prints the resident memory every 100.
 *
 * @param {Readonly<Record<string, object>>} figures
 * @param {number} count
 */
export async function measureMemory(figures, count) {
  const { Renderer } = await import('plotly-static');
  const renderer = await Renderer.create();
  const kinds = Object.values(figures);
  const resident = [];
  for (let drawn = 1; drawn <= count; drawn++) {
    await renderer.render(kinds[drawn % kinds.length]);
    if (drawn % STEP !== 0) continue;
    resident.push(megabytes(process.memoryUsage().rss));
    console.log(`${String(drawn).padStart(6)} figures${String(resident.at(-1)).padStart(6)} MB`);
  }
  renderer.dispose();
  const middle = resident[Math.floor(resident.length / 2)] ?? NaN;
  const growth = (resident.at(-1) ?? NaN) / middle;
  const peak = megabytes(process.resourceUsage().maxRSS * 1024);
  console.log(`${growth <= FLAT ? 'flat' : 'growing'}: last / middle ${growth.toFixed(2)}, peak ${peak} MB`);
}
