import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Renderer } from 'plotly-static';
import {
  boxChart,
  countChart,
  lorenzChart,
  meanChart,
  valueChart,
  yuan,
  type Chart,
  type Locale,
} from 'tally';

let renderer: Renderer;
beforeAll(async () => {
  renderer = await Renderer.create();
});
afterAll(() => renderer.dispose());

const label = { en: 'Users by age', zh: '用户年龄分布' };
const axis = { en: 'Age (years)', zh: '年龄（岁）' };
const format = (value: number) => yuan(value, 0);
const ages = [
  { label: { en: 'under 20', zh: '20岁以下' }, users: 49, share: 0.049 },
  { label: { en: '50 and over', zh: '50岁及以上' }, users: 319, share: 0.319 },
];
const five = { min: 1, q1: 2, median: 3, q3: 4, max: 9 };

const CHARTS: Record<string, (locale: Locale) => Chart> = {
  counts: (locale) => countChart(ages, { title: label, axis, locale }),
  'counts lying': (locale) => countChart(ages, { title: label, axis, horizontal: true, locale }),
  'no counts': (locale) => countChart([], { title: label, axis, locale }),
  'all zero': (locale) => countChart([{ label: 'none', users: 0, share: 0 }], { title: label, axis, locale }),
  means: (locale) =>
    meanChart(
      [
        { label: 'Food', mean: 100, margin: 10 },
        { label: 'Travel', mean: 90, margin: null },
      ],
      { title: label, axis, format, overall: 95, locale },
    ),
  'one mean': (locale) =>
    meanChart([{ label: 'Food', mean: 100, margin: null }], {
      title: label,
      axis,
      format,
      overall: 100,
      locale,
    }),
  boxes: (locale) => boxChart([{ label: 'Urban', ...five }], { title: label, axis, format, locale }),
  values: (locale) =>
    valueChart(
      [
        { label: 'a', value: 10 },
        { label: 'b', value: 0 },
      ],
      { title: label, axis, format, locale },
    ),
  lorenz: (locale) =>
    lorenzChart(
      [
        { rows: 0, share: 0 },
        { rows: 1, share: 1 },
      ],
      { title: label, axis, valueAxis: axis, gini: 0.3439, top: { users: 0.2, share: 0.3827 }, locale },
    ),
};

describe.each(Object.entries(CHARTS))('%s', (_, chart) => {
  it.each(['en', 'zh'] as const)(
    'draws in %s without a warning, with title and alternative text',
    async (locale) => {
      const warnings: string[] = [];
      const { figure, alt } = chart(locale);
      const svg = await renderer.svg(figure, { onWarning: (warning: string) => warnings.push(warning) });
      expect(warnings).toEqual([]);
      expect(svg).toContain(label[locale]);
      expect(alt).toContain(label[locale]);
      expect(svg).not.toContain('NaN');
    },
  );
});

describe('alternative text', () => {
  it('is written from the data', () => {
    expect(CHARTS['counts']?.('en').alt).toBe(
      'Bar chart: Users by age; largest 50 and over with 319 of 368 users.',
    );
    expect(CHARTS['counts']?.('zh').alt).toBe('条形图：用户年龄分布；用户数最多的是50岁及以上，368中占319。');
    expect(CHARTS['means']?.('en').alt).toBe(
      'Dot chart: Users by age; highest Food with ¥100, lowest Travel with ¥90, all users ¥95.',
    );
    expect(CHARTS['lorenz']?.('en').alt).toBe('Users by age; Gini 0.34, top 20% of users: 38.3%.');
  });
});
