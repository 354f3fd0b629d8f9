import fc from 'fast-check';
import { afterAll, expect, it, vi } from 'vitest';
import { linesOf } from './population.js';
import { publishedBy } from './published-by.js';

const FILE = 'data/sample/events.csv.gz';

// The same document about other users: every figure is that of the generated file. Claims are loaded anew to read it.
vi.resetModules();
vi.doMock('../../../studies/src/taobao/published.js', () => publishedBy(FILE));
const { contradictedIn, judgeSamples, SEEDS } = await import('./false-contradictions.js');
afterAll(() => {
  vi.doUnmock('../../../studies/src/taobao/published.js');
  vi.resetModules();
});

/** Claims that are false whatever the sample: by their own figures, by a row that no behavior explains, or by all users. */
const FALSE = ['T-1-SCHEMA', 'T-3.1-GMV', 'T-3.2-18.6W', 'T-3.3-56', 'T-3.4-D6', 'T-3.4-D8', 'T-3.4-AXIS'];

it('contradicts no claim that is true of all generated users by a sample of them', async () => {
  const seeds = fc.sample(fc.integer({ min: 1, max: 2 ** 31 - 1 }), SEEDS);
  const contradicted = contradictedIn(await judgeSamples(linesOf(FILE), seeds));
  expect(contradicted.filter((id) => !FALSE.includes(id))).toEqual([]);
  expect(contradicted).toEqual(expect.arrayContaining(['T-3.1-GMV', 'T-3.3-56', 'T-3.4-AXIS']));
});
