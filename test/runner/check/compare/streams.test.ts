/** Each stream counts as a whole: which of two came first is chance. */
import { expect, it } from 'vitest';
import { compareCells } from '../../../../runner/src/check/compare/cell.js';
import { EXACT } from '../../../../runner/src/check/rules.js';
import type { Output } from '../../../../runner/src/nbformat/index.js';
import { code } from '../../support/notebooks.js';

const stream = (name: 'stdout' | 'stderr', text: string): Output => ({ output_type: 'stream', name, text });
const shown: Output = { output_type: 'display_data', data: { 'text/plain': 'x' }, metadata: {} };
const differences = (before: Output[], after: Output[]) =>
  compareCells(code('', {}, before), code('', {}, after), EXACT, { number: 1, id: 'c1' });

it('their order is no difference, their text is', () => {
  const whole = [stream('stderr', 'e1\ne2\n'), stream('stdout', 'o1\no2\n')];
  const mixed = [
    stream('stderr', 'e1\n'),
    stream('stdout', 'o1\n'),
    stream('stderr', 'e2\n'),
    stream('stdout', 'o2\n'),
  ];
  expect(differences(whole, mixed)).toEqual([]);
  expect(differences(mixed, [...whole].reverse())).toEqual([]);
  expect(differences(whole, [...mixed, stream('stdout', 'o3\n')])).toHaveLength(1);
  expect(differences([...whole, shown], [shown, ...whole])).not.toEqual([]);
});
