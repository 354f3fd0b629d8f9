import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schedule } from '../../../runner/src/run/schedule.js';

/** Links of a graph without cycles: task k waits for some of the tasks below k. */
const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 3 }), { minLength: 1, maxLength: 12 })
  .map((links) => links.map((choices, k) => (k === 0 ? [] : choices.map((choice) => choice % k))));

describe('schedule', () => {
  it('starts a task after all it waits for have ended, and never more than allowed', async () => {
    await fc.assert(
      fc.asyncProperty(
        graphs,
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(4)),
        async (graph, jobs, turns) => {
          const ended = new Set<number>();
          let running = 0;
          const results = await schedule(graph, { jobs }, async (task) => {
            running += 1;
            expect(running).toBeLessThanOrEqual(jobs);
            for (const other of graph[task] ?? []) expect(ended).toContain(other);
            for (let turn = 0; turn < (turns[task] ?? 0); turn += 1) await setImmediate();
            running -= 1;
            ended.add(task);
            return task;
          });
          expect(results).toEqual(graph.map((_links, task) => task));
        },
      ),
    );
  });

  it('starts the preferred ones of those that may start, and gives the results in the order of the tasks', async () => {
    const started: number[] = [];
    const options = { jobs: 2, preference: [3, 1, 0, 2] };
    const results = await schedule([[], [], [], [2]], options, async (task) => {
      started.push(task);
      for (let turn = 0; turn <= task; turn += 1) await setImmediate();
      return task;
    });
    expect(started).toEqual([1, 0, 2, 3]);
    expect(results).toEqual([0, 1, 2, 3]);
  });

  it('uses all jobs when nothing waits', async () => {
    let most = 0;
    let running = 0;
    await schedule([[], [], [], []], { jobs: 3 }, async () => {
      running += 1;
      most = Math.max(most, running);
      await setImmediate();
      running -= 1;
    });
    expect(most).toBe(3);
  });

  it('starts nothing more after a task threw, and waits for those that run', async () => {
    const started: number[] = [];
    let ended = false;
    const run = schedule([[], [], []], { jobs: 2 }, async (task) => {
      started.push(task);
      if (task === 0) throw new Error('broken');
      for (let turn = 0; turn < 5; turn += 1) await setImmediate();
      ended = true;
    });
    await expect(run).rejects.toThrow('broken');
    expect(started).toEqual([0, 1]);
    expect(ended).toBe(true);
  });
});
