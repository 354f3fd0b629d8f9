import type { Figure } from 'plotly-static';
import { bars } from './bars.js';
import { distributions } from './distributions.js';
import { dressing } from './dressing.js';
import { lines } from './lines.js';
import { markets } from './markets.js';
import { matrices } from './matrices.js';
import { panels } from './panels.js';
import { shares } from './shares.js';
import { trees } from './trees.js';
import type { Family } from './family.js';

const families: readonly Family[] = [
  bars,
  lines,
  shares,
  distributions,
  matrices,
  trees,
  markets,
  panels,
  dressing,
];

const SIZE = { width: 640, height: 400 };

/**
 * Every trace type and layout feature drawn as SVG, in ordinary and awkward shapes: the tests draw these, the
 * comparison with Chromium draws these, and so does the picture in the README.
 */
export const gallery: Readonly<Record<string, Figure>> = Object.fromEntries(
  families
    .flatMap((family) => Object.entries(family))
    .map(([name, { data, layout }]) => [name, { data, layout: { ...SIZE, ...layout } }]),
);
