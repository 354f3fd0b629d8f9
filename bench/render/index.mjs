import { parseArgs } from 'node:util';
import { measureChromium } from './chromium.mjs';
import { figures } from './figures/index.mjs';
import { megabytes } from './measure.mjs';
import { measureMemory } from './memory.mjs';
import { printTable } from './report.mjs';
import { measureStatic } from './static.mjs';

const { values } = parseArgs({ options: { figures: { type: 'string' }, rounds: { type: 'string' } } });

if (values.figures === undefined) {
  const rounds = Number(values.rounds ?? 5);
  const here = await measureStatic(figures, rounds);
  const peak = megabytes(process.resourceUsage().maxRSS * 1024);
  printTable(here, await measureChromium(figures, rounds));
  console.log(`peak resident memory of plotly-static ${peak} MB`);
} else {
  await measureMemory(figures, Number(values.figures));
}
