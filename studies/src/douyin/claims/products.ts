import { type PublishedFigure, implemented, judge, untestable } from 'tally/claims';
import { slug } from '../../study/cells.js';
import type { DouyinCheck, DouyinFigures } from '../figures.js';
import { known, type Known } from '../known.js';
import { SEGMENTS, type SegmentKey } from '../segments.js';
import { type DouyinClaim, defineClaim } from '../claim.js';
import { associationOf } from './cross.js';

type Products = Awaited<ReturnType<DouyinFigures['products']>>;

/** A category among the users of a segment who prefer it. */
type Product = Known<Products['schema'], 'orderValue'>;

interface PublishedProducts {
  /** The three categories with the highest spending, in order. */
  readonly top: readonly [string, string, string];
  /** Published figures by computed name. */
  readonly figures: Readonly<Record<string, PublishedFigure>>;
  /** What the words say beyond these. */
  readonly words?: (rows: readonly Product[]) => boolean;
  readonly note?: string;
}

/** A number cut off rather than rounded, as the ranges of the study are: 267.74 is published as 267. */
const near = (value: number): PublishedFigure => ({ about: value, within: 1 });

const mostUsers =
  (...names: readonly string[]) =>
  (rows: readonly Product[]) =>
    names.every((name) => rows.find((row) => row.category === name)?.shareRank === 1);

const dearest = (rows: readonly Product[]) =>
  [...rows].sort((a, b) => b.orderValue - a.orderValue)[0]?.category;

/** Section 4.4: what each segment prefers to buy. */
export const PRODUCT_CLAIMS: readonly DouyinClaim[] = [
  defineClaim({
    id: 'D-4.4-1',
    section: '4.4',
    kind: 'statement',
    published:
      'General new (一般新客户): Books has the highest share, 24.24%, at an order value of 666.37; Electronics has the highest order value, 758.80, at 16.67%; top 3 by spending: Books, Apparel, Electronics.',
    publishedZh:
      '一般新客户：图书占比最高，为24.24%，客单价666.37；电子产品客单价最高，为758.80，占比16.67%；消费前3：图书、服饰、电子产品。',
    check: productCheck('generalNew', {
      top: ['Books', 'Apparel', 'Electronics'],
      figures: {
        percent_books: '24.24',
        orderValue_books: '666.37',
        orderValue_electronics: '758.80',
        percent_electronics: '16.67',
      },
      words: (rows) => mostUsers('Books')(rows) && dearest(rows) === 'Electronics',
    }),
  }),
  defineClaim({
    id: 'D-4.4-2',
    section: '4.4',
    kind: 'statement',
    published:
      'Low-cost maintain (低成本维系客户): Electronics has the highest share, 28.57%, at an order value of 96.21; no order value exceeds 125.52; top 3: Books, Electronics, Apparel.',
    publishedZh:
      '低成本维系客户：电子产品占比最高，为28.57%，客单价96.21；客单价均不超过125.52；前3：图书、电子产品、服饰。',
    check: productCheck('lowCost', {
      top: ['Books', 'Electronics', 'Apparel'],
      figures: {
        percent_electronics: '28.57',
        orderValue_electronics: '96.21',
        highestOrderValueOfTop3: '125.52',
      },
      words: mostUsers('Electronics'),
      note: 'The published maximum covers the three categories shown; over all categories it is {highestOrderValue}.',
    }),
  }),
  defineClaim({
    id: 'D-4.4-3',
    section: '4.4',
    kind: 'statement',
    published:
      'New high value (新晋高价值客户): all order values exceed 1800, Apparel leads with 2334.64; the three shares are balanced; top 3: Electronics, Apparel, Books.',
    publishedZh:
      '新晋高价值客户：客单价均超过1800，服饰最高，为2334.64；三个品类占比均衡；前3：电子产品、服饰、图书。',
    check: productCheck('newHighValue', {
      top: ['Electronics', 'Apparel', 'Books'],
      figures: { lowestOrderValue: { above: 1800 }, orderValue_apparel: '2334.64' },
      words: (rows) => dearest(rows) === 'Apparel',
    }),
  }),
  defineClaim({
    id: 'D-4.4-4',
    section: '4.4',
    kind: 'statement',
    published:
      'Lost (流失客户): Home & Kitchen has the highest share, 22.82%; Electronics has an order value of 782.91; top 3: Home & Kitchen, Electronics, Apparel.',
    publishedZh:
      '流失客户：家居厨房占比最高，为22.82%；电子产品客单价782.91；前3：家居厨房、电子产品、服饰。',
    check: productCheck('lost', {
      top: ['Home & Kitchen', 'Electronics', 'Apparel'],
      figures: { percent_home_kitchen: '22.82', orderValue_electronics: '782.91' },
      words: mostUsers('Home & Kitchen'),
    }),
  }),
  defineClaim({
    id: 'D-4.4-5',
    section: '4.4',
    kind: 'statement',
    published:
      'Potential (潜力客户): balanced shares of 20-24% and order values of 115-130; top 3: Apparel, Electronics, Health & Beauty.',
    publishedZh:
      '潜力客户：各品类占比均衡，在20–24%之间，客单价在115–130之间；前3：服饰、电子产品、健康美妆。',
    check: productCheck('potential', {
      top: ['Apparel', 'Electronics', 'Health & Beauty'],
      figures: {
        lowestPercentOfTop3: near(20),
        highestPercentOfTop3: near(24),
        lowestOrderValueOfTop3: near(115),
        highestOrderValueOfTop3: near(130),
      },
      note: 'The published ranges cover the three categories shown; over all categories, order values range from {lowestOrderValue} to {highestOrderValue}.',
    }),
  }),
  defineClaim({
    id: 'D-4.4-6',
    section: '4.4',
    kind: 'statement',
    published:
      'Key value (重要价值客户): Apparel leads in share and spending; order values are 240-320; top 3: Apparel, Health & Beauty, Books.',
    publishedZh: '重要价值客户：服饰的占比和消费均居首；客单价在240-320之间；前3：服饰、健康美妆、图书。',
    check: productCheck('keyValue', {
      top: ['Apparel', 'Health & Beauty', 'Books'],
      figures: { lowestOrderValueOfTop3: near(240), highestOrderValueOfTop3: near(320) },
      words: mostUsers('Apparel'),
      note: 'The published range covers the three categories shown; over all categories it reaches {highestOrderValue}.',
    }),
  }),
  defineClaim({
    id: 'D-4.4-7',
    section: '4.4',
    kind: 'statement',
    published:
      'Key win-back (重要唤回客户): Books and Electronics tie for the highest share, 21.25%; order values are 267-320; top 3: Books, Electronics, Apparel.',
    publishedZh:
      '重要唤回客户：图书与电子产品占比并列最高，为21.25%；客单价在267-320之间；前3：图书、电子产品、服饰。',
    check: productCheck('keyWinBack', {
      top: ['Books', 'Electronics', 'Apparel'],
      figures: {
        percent_books: '21.25',
        percent_electronics: '21.25',
        lowestOrderValueOfTop3: near(267),
        highestOrderValueOfTop3: near(320),
      },
      words: mostUsers('Books', 'Electronics'),
    }),
  }),
  defineClaim({
    id: 'D-4.4-8',
    section: '4.4',
    kind: 'statement',
    published:
      'Dormant high value (高价值沉睡客户): Apparel leads in share and spending, with an order value of 2310.95; Books has 2317.56; top 3: Apparel, Health & Beauty, Books.',
    publishedZh:
      '高价值沉睡客户：服饰的占比和消费均居首，客单价2310.95，图书客单价2317.56；前3：服饰、健康美妆、图书。',
    check: productCheck('dormantHighValue', {
      top: ['Apparel', 'Health & Beauty', 'Books'],
      figures: { orderValue_apparel: '2310.95', orderValue_books: '2317.56' },
      words: mostUsers('Apparel'),
    }),
  }),
  defineClaim({
    id: 'D-4.4-TXT',
    section: '4.4',
    kind: 'rule',
    published: 'Product insights for each of the 8 segments, with 8 matching strategies.',
    publishedZh: '为8个分层各写一段品类洞察，并给出相应的8条策略。',
    check: async ({ categoriesBySegment }) => {
      const { p, cramersV } = associationOf(await categoriesBySegment());
      return implemented(
        { p, cramersV },
        'Insights are the findings of notebook 04-products; strategies are the actions by segment in 06-actions. None of the actions depends on a category: the chi-square test of category by segment gives p = {p}, V = {cramersV}.',
      );
    },
  }),
];

function productCheck(segment: SegmentKey, { top, figures, words, note }: PublishedProducts): DouyinCheck {
  return async ({ products }) => {
    const own = (await products()).where({ segment });
    if (own.length === 0) {
      return untestable({}, `Nobody is in ${SEGMENTS[segment].label.en}; the claim cannot be tested.`);
    }
    const rows = known(own, 'orderValue');
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
        "Share of the segment's users who prefer the category (called penetration in the study); mean of the users' average order values; rank by total spending.",
      onlyAsDefined: true,
      ...(note !== undefined && { note }),
    });
  };
}

function valuesOf({ category, share, orderValue, spendingPerOrder, spending }: Product) {
  const name = slug(category);
  return [
    [`percent_${name}`, 100 * share],
    [`orderValue_${name}`, orderValue],
    [`spendingPerOrder_${name}`, spendingPerOrder],
    [`spending_${name}`, spending],
  ] as const;
}

function rangesOf(rows: readonly Product[], suffix: string): Record<string, number> {
  const [values, shares] = [rows.map((row) => row.orderValue), rows.map((row) => 100 * row.share)];
  return {
    [`lowestOrderValue${suffix}`]: Math.min(...values),
    [`highestOrderValue${suffix}`]: Math.max(...values),
    [`lowestPercent${suffix}`]: Math.min(...shares),
    [`highestPercent${suffix}`]: Math.max(...shares),
  };
}
