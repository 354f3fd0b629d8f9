import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { IdleWork } from '../../kernel/src/environment/idle-work.js';

/** Work that notes its steps and ends after `count` of them. */
function* counting(done: number[], count: number): Generator<void> {
  for (let i = 1; i <= count; i++) {
    done.push(i);
    yield;
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}

describe('idle work', () => {
  it('is done to its end, a step a turn, once somebody says that nothing else is to do', async () => {
    let turn = 0;
    const counter = setInterval(() => turn++, 0);
    const turns: number[] = [];
    const work = new IdleWork();
    work.set(
      (function* () {
        for (let i = 0; i < 5; i++) {
          turns.push(turn);
          yield;
        }
      })(),
    );
    await sleep(200);
    expect(turns).toEqual([]);
    work.resume();
    await until(() => turns.length === 5);
    await sleep(50);
    clearInterval(counter);
    expect(turns).toHaveLength(5);
    expect(new Set(turns).size).toBeGreaterThan(1);
  });

  it('gives way between two steps and goes on where it was', async () => {
    const done: number[] = [];
    const work = new IdleWork();
    work.set(counting(done, 1000));
    work.resume();
    await until(() => done.length >= 3);
    work.pause();
    const reached = done.length;
    await sleep(200);
    expect(done).toHaveLength(reached);
    work.resume();
    await until(() => done.length > reached);
    work.pause();
    expect(done).toEqual(done.map((_, i) => i + 1));
  });

  it('ends with an error, which nobody hears', async () => {
    let steps = 0;
    const work = new IdleWork();
    work.set(
      (function* () {
        steps++;
        yield;
        steps++;
        throw new RangeError('x');
      })(),
    );
    work.resume();
    await until(() => steps === 2);
    work.resume();
    await sleep(200);
    expect(steps).toBe(2);
  });
});
