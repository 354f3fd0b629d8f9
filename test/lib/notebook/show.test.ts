import { afterEach, describe, expect, it, vi } from 'vitest';
import { chart, column, count, finding, open, show, type Locale } from 'tally';
import type { Output } from '../../../lib/src/core/display.js';
import { resultOf } from '../charts/marks/result-of.js';

const PUBLISH = Symbol.for('Jupyter.publish');
const published: Output[] = [];
const kernel = globalThis as { [PUBLISH]?: (output: Output) => void };

afterEach(() => {
  Reflect.deleteProperty(kernel, PUBLISH);
  published.length = 0;
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const inKernel = () => {
  kernel[PUBLISH] = (output) => published.push(output);
};

const regions = (locale: Locale = 'en') =>
  resultOf(
    { name: column.text({ en: 'Region', zh: '地区' }), users: column.count('users') },
    ['Urban', 'Rural'].map((name, index) => ({ name, users: 3 + index })),
    { locale, title: { en: 'Regions', zh: '各地区' } },
  );

describe('show', () => {
  it('prints the text outside a notebook', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await show(regions());
    expect(log).toHaveBeenCalledWith('Regions\nRegion  Users\n──────  ─────\nUrban       3\nRural       4');
  });

  it('publishes through the kernel inside one, as many rows as it is told', async () => {
    inKernel();
    await show(regions('zh'), { limit: 1 });
    expect(published[0]?.data['text/plain']).toMatch(/^各地区\n地区 +用户数\n.*\nUrban +3\n……另有1行/);
  });

  it('leaves the PNG of a figure to the runner, and makes it itself in live Jupyter', async () => {
    inKernel();
    vi.stubEnv('NBCONVERT_TS_RUNNER', '1');
    const figure = chart.bar(regions(), { name: 'regions' });
    await show(figure);
    expect(published[0]?.data).not.toHaveProperty('image/png');
    expect(published[0]?.metadata).toMatchObject({ figure: { name: 'regions', alt: figure.alt } });
    vi.stubEnv('NBCONVERT_TS_RUNNER', undefined);
    await show(figure);
    expect(String(published[1]?.data['image/png'])).toMatch(/^iVBORw0KGgo/);
  });
});

describe('a finding in the language of the session', () => {
  it('has a verdict, and a warning when the verdict is not the expected one', async () => {
    const { engine } = await open();
    await open({ engine, locale: 'zh' });
    inKernel();
    const text = { en: '{n} users.', zh: '{n}名用户。' };
    finding(text, { n: count(5) }, ({ n }) => n === 5);
    finding(text, { n: count(5) }, ({ n }) => n === 6);
    await open({ engine });
    finding(text, { n: count(5) }, ({ n }) => n === 6);
    engine.close();
    expect(published.map(({ data }) => data['text/plain'])).toEqual([
      '✓ 成立。5名用户。',
      '✗ 不成立。5名用户。与撰写本文时的结论不同。',
      '✗ Does not hold. 5 users. The notebook expects a different verdict.',
    ]);
    // Bold that ends in a full stop right before a letter is no bold in markdown.
    expect(published[0]?.data['text/markdown']).toBe('✓ **成立**。5名用户。');
    expect(published[0]?.data['text/html']).toBe('<p>✓ <b>成立</b>。5名用户。</p>');
    expect(published[2]?.data['text/markdown']).toMatch(/^✗ \*\*Does not hold\.\*\* 5 users\./);
    expect(published[1]?.data['application/vnd.claim.v1+json']).toMatchObject({ ok: false });
  });
});
