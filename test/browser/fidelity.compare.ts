import { mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Renderer } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gallery } from '../../render/gallery/index.js';
import { ChromiumPlotly, hasChromium } from './chromium.js';
import { largestOffset, similarity } from './compare.js';
import { drawnParts } from './drawn-parts.js';
import { MAX_OFFSET, leastSimilarity, reportTable, writeReport, type Finding } from './report.js';

/** Where the pictures of figures that differ are left, ours beside Chromium's. */
const PICTURES = join(tmpdir(), 'plotly-static-fidelity');

const findings: Finding[] = [];
let renderer: Renderer;
let chromium: ChromiumPlotly;

if (!hasChromium) console.log('No Chromium here (set CHROMIUM to its path): the comparison is left out.');

describe.skipIf(!hasChromium)('drawn as Chromium draws it', () => {
  beforeAll(async () => {
    renderer = await Renderer.create();
    chromium = await ChromiumPlotly.start();
  });
  afterAll(async () => {
    renderer.dispose();
    await chromium.stop();
    console.log(reportTable(findings));
    // A report on some of the figures, chosen with `-t`, would replace the one on all.
    if (findings.length === Object.keys(gallery).length) writeReport(findings, chromium.version);
  });

  test.each(Object.entries(gallery))('%s', async (name, figure) => {
    const { svg, png } = await renderer.render(figure);
    const screenshot = await chromium.draw(figure);
    const ours = await chromium.page.evaluate(drawnParts, { svg });
    const theirs = await chromium.page.evaluate(drawnParts, { selector: '#figure svg.main-svg' });
    const { largest, where } = largestOffset(ours, theirs);
    const ssim = similarity(png, screenshot);
    findings.push({ name, figure, offset: largest, ssim });
    const matches = largest <= MAX_OFFSET && ssim >= leastSimilarity(figure);
    if (!matches) {
      mkdirSync(PICTURES, { recursive: true });
      writeFileSync(join(PICTURES, `${name}.ours.png`), png);
      writeFileSync(join(PICTURES, `${name}.chromium.png`), screenshot);
      writeFileSync(join(PICTURES, `${name}.txt`), `offset ${largest}, SSIM ${ssim}\n${where}\n`);
    }
    expect(matches, `offset ${largest} px (${where}), SSIM ${ssim}; pictures in ${PICTURES}`).toBe(true);
  });
});
