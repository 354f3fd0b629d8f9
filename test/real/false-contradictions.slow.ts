import { afterAll, expect, it, vi } from 'vitest';
import { publishedBy } from '../studies/taobao/published-by.js';
import { realFile } from './files.js';

const file = realFile('taobao/UserBehavior_814users.csv');

// The same document about other users: every figure is that of the real file. Claims are loaded anew to read it.
vi.resetModules();
if (file !== null) vi.doMock('../../studies/src/taobao/published.js', () => publishedBy(file));
const { contradictedIn, judgeSamples, seedsOfSamples } =
  await import('../studies/taobao/false-contradictions.js');
afterAll(() => {
  vi.doUnmock('../../studies/src/taobao/published.js');
  vi.resetModules();
});

/** Claims that are false whatever the sample: by their own figures, or by all users. */
const FALSE = ['T-3.1-GMV', 'T-3.2-18.6W', 'T-3.3-56', 'T-3.4-D6', 'T-3.4-D8', 'T-3.4-AXIS'];

it.skipIf(file === null)(
  'contradicts no claim that is true of 814 real users by a sample of them',
  async () => {
    const contradicted = contradictedIn(await judgeSamples(file ?? '', seedsOfSamples()));
    expect(contradicted.filter((id) => !FALSE.includes(id))).toEqual([]);
    expect(contradicted).toEqual(expect.arrayContaining(['T-3.1-GMV', 'T-3.3-56', 'T-3.4-AXIS']));
  },
);
