import { expect, it } from 'vitest';
import { xiaoxiang } from 'tally-studies';

it.each([
  [10, 19],
  [26, 19],
  [39, 19],
  [40, 20],
  [52, 26],
  [200, 26],
])('of %i weeks %i count as usual', (weeks, baseline) => {
  expect(xiaoxiang.baselineOf(weeks)).toBe(baseline);
});
