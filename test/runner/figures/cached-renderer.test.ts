import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { CacheStore } from '../../../runner/src/cache/store.js';
import { CachedRenderer } from '../../../runner/src/figures/cached-renderer.js';
import { SharedRenderer } from '../../../runner/src/figures/renderer.js';

const folder = mkdtempSync(join(tmpdir(), 'figures-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const figure = (title: string) => ({
  data: [{ type: 'bar', x: ['a'], y: [3] }],
  layout: { title: { text: title } },
});

describe('CachedRenderer', () => {
  it('draws a figure once for each version of the renderer', async () => {
    const drawn: unknown[] = [];
    const counting = {
      render: (each: unknown) => {
        drawn.push(each);
        return Promise.resolve({
          svg: `<svg>${drawn.length}</svg>`,
          png: Buffer.from([drawn.length]),
          warnings: [`no glyph ${drawn.length}`],
        });
      },
    };
    const store = new CacheStore(folder);
    const one = new CachedRenderer(counting, store, () => Promise.resolve('1'));
    const first = await one.render(figure('A'));
    expect(await one.render(figure('A'))).toEqual(first);
    expect(await one.render({ layout: figure('A').layout, data: figure('A').data })).toEqual(first);
    expect(drawn).toHaveLength(1);
    await one.render(figure('B'));
    await new CachedRenderer(counting, store, () => Promise.resolve('2')).render(figure('A'));
    expect(drawn).toHaveLength(3);
  });

  it('draws ahead, once, and tells who asks for the figure what is wrong with it', async () => {
    const drawn: unknown[] = [];
    const failing = {
      render: (each: { bad?: boolean }) => {
        drawn.push(each);
        return each.bad === true
          ? Promise.reject(new Error('bad figure'))
          : Promise.resolve({ svg: '<svg/>', png: Buffer.from([1]) });
      },
    };
    const renderer = new CachedRenderer(failing, new CacheStore(folder), () => Promise.resolve('ahead'));
    const [good, bad] = [{ data: ['good'] }, { data: [], bad: true }];
    for (const figure of [good, bad, good]) renderer.ahead(figure);
    await vi.waitUntil(() => drawn.length === 2);
    expect((await renderer.render(good)).svg).toBe('<svg/>');
    await expect(renderer.render(bad)).rejects.toThrow('bad figure');
    expect(drawn).toEqual([good, bad]);
    await expect(renderer.render(bad)).rejects.toThrow('bad figure');
    expect(drawn).toHaveLength(3);
  });
});

describe('SharedRenderer', () => {
  it('draws in a process of its own, says what is wrong with a figure, and starts anew after its end', async () => {
    const renderer = new SharedRenderer();
    const [one, two] = await Promise.all([renderer.render(figure('One')), renderer.render(figure('Two'))]);
    expect(one.svg).toContain('One');
    expect(two.svg).toContain('Two');
    expect(Buffer.from(one.png).subarray(1, 4).toString()).toBe('PNG');
    await expect(renderer.render({ data: [{ type: 'nonsense' }] })).rejects.toThrow(/nonsense/);
    const late = expect(renderer.render(figure('One'))).rejects.toThrow('disposed');
    await renderer.dispose();
    await late;
    expect((await renderer.render(figure('One'))).svg).toBe(one.svg);
    await renderer.dispose();
  });
});

describe('a figure that takes too long', () => {
  it('is given up, naming what most of it is', async () => {
    const renderer = new SharedRenderer(0.01);
    const x = Array.from({ length: 999 }, (_, n) => n);
    const slow = renderer.render({ data: [{ type: 'bar', x, y: [1] }] });
    await expect(slow).rejects.toThrow(
      /^it was not drawn within 0\.01 s; most of it is data\[0\]\.x, \d+ characters of JSON$/,
    );
    await renderer.dispose();
  });
});
