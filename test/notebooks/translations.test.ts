import { expect, it } from 'vitest';
import { translationReport } from 'nbconvert-ts-runner';

it('has a translation of every text of the notebooks, made from the English as it is', () => {
  const { notebooks, stray } = translationReport({ inputs: ['notebooks'] });
  expect(notebooks.length).toBeGreaterThan(0);
  expect(stray).toEqual([]);
  expect(
    notebooks.flatMap(({ notebook, problems }) => problems.map((one) => ({ notebook, ...one }))),
  ).toEqual([]);
});
