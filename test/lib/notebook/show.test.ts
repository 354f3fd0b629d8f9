import { afterEach, describe, expect, it, vi } from 'vitest';
import { claim, claimView, count, countChart, figure, outputs, show, table, type Output } from 'tally';

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

const chart = countChart([{ label: 'Urban', users: 3, share: 1 }], {
  title: { en: 'Regions', zh: '地区' },
  axis: { en: 'Region', zh: '地区' },
});

describe('show', () => {
  it('prints the text outside a notebook', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await show(table([{ n: 1 }], { columns: [{ label: 'N', value: (row) => count(row.n) }] }));
    expect(log).toHaveBeenCalledWith('N\n─\n1');
  });

  it('publishes through the kernel inside one', async () => {
    inKernel();
    await outputs('zh').table([{ n: 1 }], {
      columns: [{ label: { en: 'N', zh: '数' }, value: (row) => row.n }],
    });
    expect(published[0]?.data['text/plain']).toBe('数\n──\n 1');
  });

  it('leaves the PNG of a figure to the runner, and makes it itself in live Jupyter', async () => {
    inKernel();
    vi.stubEnv('NBCONVERT_TS_RUNNER', '1');
    await show(figure('regions', chart));
    expect(published[0]?.data).not.toHaveProperty('image/png');
    expect(published[0]?.metadata).toEqual({ figure: { name: 'regions', alt: chart.alt } });
    vi.stubEnv('NBCONVERT_TS_RUNNER', undefined);
    await show(figure('regions', chart));
    expect(String(published[1]?.data['image/png'])).toMatch(/^iVBORw0KGgo/);
  });

  it('shows a claim with its verdict, and a warning when the verdict is not the expected one', async () => {
    inKernel();
    const text = { en: '{n} users.', zh: '{n}名用户。' };
    await show(claimView(claim({ id: 'D-1', text, values: { n: count(5) }, holds: true })));
    await show(claimView(claim({ text, values: { n: count(5) }, holds: false }), { locale: 'zh' }));
    expect(published[0]?.data['text/plain']).toBe('✓ Holds. 5 users. (D-1)');
    expect(published[0]?.data['application/vnd.claim.v1+json']).toMatchObject({ text: '5 users.', ok: true });
    expect(published[1]?.data['text/plain']).toBe('✗ 不成立。 5名用户。 此结论与撰写本文时相反。');
  });
});
