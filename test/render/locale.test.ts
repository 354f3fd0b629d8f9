import { createRequire } from 'node:module';
import { InvalidOptionError, Renderer, type RenderOptions } from 'plotly-static';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCALE_NAMES } from '../../render/src/locale-names.js';
import { loadLocale } from '../../render/src/locale.js';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => {
  renderer.dispose();
});

/** Months on the x axis, thousands and decimals on the y axis. */
const figure = {
  data: [{ type: 'scatter', x: ['2024-01-01', '2024-03-01', '2024-05-01'], y: [1000.5, 2000.5, 3000.5] }],
  layout: { xaxis: { tickformat: '%B', dtick: 'M1' }, yaxis: { tickformat: ',.1f' } },
};

async function texts(options: RenderOptions = {}): Promise<string[]> {
  const svg = await renderer.svg(figure, options);
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);
}

describe('dates and numbers', () => {
  test('Chinese month names', async () => {
    expect(await texts({ locale: 'zh-CN' })).toEqual(
      expect.arrayContaining(['一月', '二月', '三月', '五月']),
    );
  });

  test('German month names and separators', async () => {
    expect(await texts({ locale: 'de' })).toEqual(expect.arrayContaining(['März', 'Mai', '1.000,0']));
  });

  test('a region takes from its language what it does not set itself', async () => {
    expect(await texts({ locale: 'de-CH' })).toEqual(expect.arrayContaining(['März', '1.000,0']));
  });

  test('English when not asked for, before and after another language', async () => {
    const english = expect.arrayContaining(['January', 'March', '1,000.0']) as unknown;
    expect(await texts()).toEqual(english);
    await texts({ locale: 'fr' });
    expect(await texts({ locale: 'en-US' })).toEqual(english);
    expect(await texts()).toEqual(english);
  });
});

describe('names', () => {
  test('are those of the package', () => {
    const modules = createRequire(import.meta.url)('plotly.js-locales') as Record<string, { name: string }>;
    expect(LOCALE_NAMES).toEqual(
      Object.values(modules)
        .map(({ name }) => name)
        .sort(),
    );
  });

  test('may be written in lower case and with an underscore', () => {
    expect(loadLocale('zh_cn').locale).toBe('zh-CN');
  });

  test.each([
    ['zh-XN', /did you mean zh-CN/],
    ['klingon', /unknown locale "klingon"; known locales: en/],
    ['../../package', /unknown locale/],
  ])('%s is refused', async (locale, message) => {
    const error: unknown = await renderer.svg(figure, { locale }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect(error).toMatchObject({ option: 'locale', message: expect.stringMatching(message) as unknown });
  });
});

describe('template', () => {
  const template = { layout: { paper_bgcolor: '#123456' } };
  test('holds for figures without one of their own', async () => {
    expect(await renderer.svg({ data: [] }, { template })).toContain('fill="#123456"');
    const own = { data: [], layout: { template: { layout: { paper_bgcolor: '#654321' } } } };
    expect(await renderer.svg(own, { template })).toContain('fill="#654321"');
  });

  test('must be an object', async () => {
    const options = JSON.parse('{"template":"plotly_white"}') as RenderOptions;
    await expect(renderer.svg({ data: [] }, options)).rejects.toMatchObject({ option: 'template' });
  });
});
