import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
/** Hours of work, so that a query which goes on keeps the next one waiting beyond the limit of a test. */
const LONG = `await session.engine.query(sql\`SELECT sum(a.i * b.i) FROM range(3000000) a(i), range(3000000) b(i)\`)`;

it.each([
  ['SIGINT', LONG],
  ['interrupt_request', LONG],
  ['SIGINT', `${LONG.replace('await ', '')}; 0`],
])('%s ends the query of a cell, and the next one has its answer at once: %s', async (how, code) => {
  await kernel().execute(`import { open, sql } from 'tally'; const session = await open();`);
  const { done } = await kernel().begin(code);
  await sleep(1500);
  if (how === 'SIGINT') kernel().process.kill('SIGINT');
  else await kernel().request('interrupt_request', {}, 'control');
  const interrupted = await done;
  expect(errorOf(interrupted)).toMatchObject({
    ename: 'InterruptedError',
    traceback: ['InterruptedError: the cell was interrupted'],
  });
  const next = await kernel().execute('(await session.engine.query(sql`SELECT 1 AS one`)).rows[0]!.one');
  expect(resultOf(next)).toEqual({ 'text/plain': '1' });
  expect(interrupted.stderr + next.stderr).toBe('');
});
