import type { SegmentProduct } from '../../../metrics/products.js';
import { RFM_SEGMENTS, type RfmSegment } from '../../../metrics/rfm/segments.js';
import { slug } from '../cells.js';
import type { PublishedFigure } from '../figure.js';
import { implemented, judge, untestable } from '../finding.js';
import type { UserCheck } from './study.js';

interface PublishedProducts {
  /** The three categories with the highest spending, in order. */
  readonly top: readonly [string, string, string];
  /** Published figures by computed name. */
  readonly figures: Readonly<Record<string, PublishedFigure>>;
  /** What the words say beyond these. */
  readonly words?: (rows: readonly SegmentProduct[]) => boolean;
  readonly note?: string;
}

/** A number cut off rather than rounded, as the ranges of the study are: 267.74 is published as 267. */
const near = (value: number): PublishedFigure => ({ about: value, within: 1 });

const mostUsers =
  (...names: readonly string[]) =>
  (rows: readonly SegmentProduct[]) =>
    names.every((name) => rows.find((row) => row.category === name)?.shareRank === 1);

const dearest = (rows: readonly SegmentProduct[]) =>
  [...rows].sort((a, b) => b.orderValue - a.orderValue)[0]?.category;

/** Section 4.4: what each segment prefers to buy. */
export const PRODUCT_CHECKS: Readonly<Record<string, UserCheck>> = {
  'D-4.4-1': productCheck('generalNew', {
    top: ['Books', 'Apparel', 'Electronics'],
    figures: {
      percent_books: '24.24',
      orderValue_books: '666.37',
      orderValue_electronics: '758.80',
      percent_electronics: '16.67',
    },
    words: (rows) => mostUsers('Books')(rows) && dearest(rows) === 'Electronics',
  }),
  'D-4.4-2': productCheck('lowCost', {
    top: ['Books', 'Electronics', 'Apparel'],
    figures: {
      percent_electronics: '28.57',
      orderValue_electronics: '96.21',
      highestOrderValueOfTop3: '125.52',
    },
    words: mostUsers('Electronics'),
    note: 'The highest order value is that of the three shown; over all categories it is {highestOrderValue}.',
  }),
  'D-4.4-3': productCheck('newHighValue', {
    top: ['Electronics', 'Apparel', 'Books'],
    figures: { lowestOrderValue: { above: 1800 }, orderValue_apparel: '2334.64' },
    words: (rows) => dearest(rows) === 'Apparel',
  }),
  'D-4.4-4': productCheck('lost', {
    top: ['Home & Kitchen', 'Electronics', 'Apparel'],
    figures: { percent_home_kitchen: '22.82', orderValue_electronics: '782.91' },
    words: mostUsers('Home & Kitchen'),
  }),
  'D-4.4-5': productCheck('potential', {
    top: ['Apparel', 'Electronics', 'Health & Beauty'],
    figures: {
      lowestPercentOfTop3: near(20),
      highestPercentOfTop3: near(24),
      lowestOrderValueOfTop3: near(115),
      highestOrderValueOfTop3: near(130),
    },
    note: 'The ranges are those of the three shown; over all categories order values go from {lowestOrderValue} to {highestOrderValue}.',
  }),
  'D-4.4-6': productCheck('keyValue', {
    top: ['Apparel', 'Health & Beauty', 'Books'],
    figures: { lowestOrderValueOfTop3: near(240), highestOrderValueOfTop3: near(320) },
    words: mostUsers('Apparel'),
    note: 'The range is that of the three shown; over all categories it goes up to {highestOrderValue}.',
  }),
  'D-4.4-7': productCheck('keyWinBack', {
    top: ['Books', 'Electronics', 'Apparel'],
    figures: {
      percent_books: '21.25',
      percent_electronics: '21.25',
      lowestOrderValueOfTop3: near(267),
      highestOrderValueOfTop3: near(320),
    },
    words: mostUsers('Books', 'Electronics'),
  }),
  'D-4.4-8': productCheck('dormantHighValue', {
    top: ['Apparel', 'Health & Beauty', 'Books'],
    figures: { orderValue_apparel: '2310.95', orderValue_books: '2317.56' },
    words: mostUsers('Apparel'),
  }),
  'D-4.4-TXT': async ({ categoriesBySegment }) => {
    const { association } = await categoriesBySegment();
    return implemented(
      { p: association?.p, cramersV: association?.cramersV },
      'Insights are findings of notebook 04-products, strategies the actions by segment of 06-actions. None of these follows a category: by chi-square of category by segment, preference and segment have p = {p}, V = {cramersV}.',
    );
  },
};

function productCheck(segment: RfmSegment, { top, figures, words, note }: PublishedProducts): UserCheck {
  return async ({ products }) => {
    const rows = (await products()).filter((row) => row.segment === segment);
    if (rows.length === 0) {
      return untestable({}, `Nobody is in ${RFM_SEGMENTS[segment].en}: it takes users there.`);
    }
    const first = rows.filter((row) => row.spendingRank <= 3);
    return judge({
      computed: {
        ...Object.fromEntries(rows.flatMap(valuesOf)),
        ...rangesOf(rows, ''),
        ...rangesOf(first, 'OfTop3'),
        top3: first.map((row) => row.category).join(', '),
      },
      published: { ...figures, top3: top.join(', ') },
      words: words?.(rows) ?? true,
      definition:
        "Share of the segment's users who prefer the category (published as penetration); mean over users of their average order value; rank by total spending.",
      onlyAsDefined: true,
      ...(note !== undefined && { note }),
    });
  };
}

function valuesOf({ category, share, orderValue, spendingPerOrder, spending }: SegmentProduct) {
  const name = slug(category);
  return [
    [`percent_${name}`, 100 * share],
    [`orderValue_${name}`, orderValue],
    [`spendingPerOrder_${name}`, spendingPerOrder],
    [`spending_${name}`, spending],
  ] as const;
}

function rangesOf(rows: readonly SegmentProduct[], suffix: string): Record<string, number> {
  const [values, shares] = [rows.map((row) => row.orderValue), rows.map((row) => 100 * row.share)];
  return {
    [`lowestOrderValue${suffix}`]: Math.min(...values),
    [`highestOrderValue${suffix}`]: Math.max(...values),
    [`lowestPercent${suffix}`]: Math.min(...shares),
    [`highestPercent${suffix}`]: Math.max(...shares),
  };
}
