/** What plotly does after a figure has failed ends nothing: neither the process nor the renderer. */
import { InvalidFigureError, Renderer, type Figure } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HeardPromise, quietTimers } from '../../render/src/browser/late-errors.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

const later = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

/** What would have ended the process while `work` was done. */
async function uncaught(work: () => Promise<unknown>): Promise<unknown[]> {
  const heard: unknown[] = [];
  const hear = (error: unknown) => heard.push(error);
  const events = ['unhandledRejection', 'uncaughtException'];
  const emitter: NodeJS.EventEmitter = process;
  const others = events.map((event) => emitter.listeners(event) as ((error: unknown) => void)[]);
  for (const event of events) emitter.removeAllListeners(event).on(event, hear);
  try {
    await work();
    await later();
  } finally {
    events.forEach((event, index) => {
      emitter.removeAllListeners(event);
      for (const listener of others[index] ?? []) emitter.on(event, listener);
    });
  }
  return heard;
}

describe('a rejection nobody waits for', () => {
  test('is heard where it is made, passed on or left in a list', async () => {
    const errors = await uncaught(async () => {
      void HeardPromise.reject(new Error('made')).then(() => 1);
      void HeardPromise.resolve().then(() => {
        throw new Error('thrown');
      });
      void HeardPromise.all([HeardPromise.reject(new Error('one')), HeardPromise.reject(new Error('two'))]);
      await later();
    });
    expect(errors).toEqual([]);
  });

  test('reaches who does wait', async () => {
    await expect(HeardPromise.reject(new Error('made')).then(() => 1)).rejects.toThrow('made');
    expect(await HeardPromise.resolve(1).then((one) => one + 1)).toBe(2);
  });
});

test('an error in a timer is handed over', async () => {
  const heard: unknown[] = [];
  const timers = quietTimers((error) => heard.push(String(error)));
  const fail = (name: unknown) => {
    throw new Error(String(name));
  };
  const errors = await uncaught(async () => {
    timers.setTimeout(fail, 1, 'late');
    const interval = timers.setInterval(fail, 1, 'again');
    timers.requestAnimationFrame(() => {
      fail('frame');
    });
    await later();
    clearInterval(interval);
  });
  expect(errors).toEqual([]);
  expect(heard).toEqual(expect.arrayContaining(['Error: late', 'Error: again', 'Error: frame']));
});

describe('an image whose pixels are none', () => {
  const image = (z: unknown): Figure => ({ data: [{ type: 'image', z }] });

  test.each<[string, unknown]>([
    ['one level', [[1, 2]]],
    ['a list', [1, 2]],
    ['a row that is null', [null, [[1, 2, 3]]]],
    ['names', [['red']]],
    ['a typed array', Float64Array.of(1, 2)],
  ])('%s', async (_, z) => {
    const errors = await uncaught(async () => {
      const failure: unknown = await renderer.svg(image(z)).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(InvalidFigureError);
      expect(failure).toMatchObject({ path: 'data[0].z' });
    });
    expect(errors).toEqual([]);
    expect(await renderer.svg({ data: [{ y: [1] }] })).toMatch(/^<svg/);
  });

  test('pixels that are left out are not drawn', async () => {
    expect(await renderer.svg(image([[[255, 0, 0], null], [[0, 0, 255]]]))).toContain('class="im"');
  });
});
