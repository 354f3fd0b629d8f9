import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { asOthersCountIt } from '../../examples/as-others-count-it/as-others-count-it.js';

it('gives the tables of the page on the sample', async () => {
  const page = readFileSync('docs/as-others-count-it.md', 'utf-8');
  for (const table of (await asOthersCountIt()).split('\n\n**')) expect(page).toContain(table);
}, 300_000);
