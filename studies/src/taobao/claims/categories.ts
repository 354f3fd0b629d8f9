import { type Judgment, judge, untestable } from 'tally/claims';
import { fieldsOf } from '../contract.js';
import { percent } from '../evidence.js';
import type { TaobaoFigures } from '../figures.js';
import { PUBLISHED } from '../published.js';
import { type TaobaoClaim, defineClaim } from '../claim.js';

const CUT_PERCENT = 80;

/** Why a part of the users cannot tell how many categories there are. */
const GROWS =
  'More users bring more categories: in the full file the number is larger and the share smaller, but a sample cannot show by how much (categories.bySize).';

/** Section 3.1: concentration of purchases on categories. */
export const CATEGORY_CLAIMS: readonly TaobaoClaim[] = [
  defineClaim({
    id: 'T-3.1-N689',
    section: '3.1',
    kind: 'statement',
    published: 'The 689 leading categories account for 80% of sales.',
    publishedZh: '689个头部品类贡献了80%的销量。',
    check: async (study) =>
      ofWholeFile(study, {
        published: { needed: String(PUBLISHED.leadingCategories) },
        definition: 'Smallest number of categories that account for 80 percent of purchases, largest first.',
        note: 'Here {needed} of {withPurchase} categories with a purchase account for 80 percent.',
      }),
  }),
  defineClaim({
    id: 'T-3.1-9.7',
    section: '3.1',
    kind: 'statement',
    published: 'The leading categories make up 9.7% of all categories.',
    publishedZh: '头部品类占全部品类的9.7%。',
    check: async (study) =>
      ofWholeFile(study, {
        published: { percentOfThoseWithPurchase: PUBLISHED.leadingPercent },
        onlyAsDefined: true,
        definition: 'Leading categories / categories with at least one purchase.',
        note: 'If 689 are 9.7 percent, there are about {categoriesPublished} categories. Here it is {percentOfThoseWithPurchase} percent of categories with a purchase, or {percentOfAllSeen} percent of all categories seen; the study does not say which it means.',
      }),
  }),
  defineClaim({
    id: 'T-3.1-90.3/20',
    section: '3.1',
    kind: 'statement',
    published: 'The remaining 90.3% of categories account for only 20% of transaction value.',
    publishedZh: '其余90.3%的品类仅贡献20%的成交额。',
    check: async ({ concentration, events }) => {
      const { events: purchases } = await concentration();
      return judge({
        computed: {
          percentOfCategories: 100 - Number(PUBLISHED.leadingPercent),
          percentOfPurchases: 100 - CUT_PERCENT,
          purchases,
          moneyFields: moneyFields(events),
        },
        published: { percentOfCategories: '90.3', percentOfPurchases: '20' },
        concludes: moneyFields(events) > 0,
        definition: 'The remainder of the other two figures.',
        note: 'It restates the 9.7 and 80 percent, which are about purchases: events have no price, so they say nothing about transaction value.',
      });
    },
  }),
  defineClaim({
    id: 'T-3.1-GMV',
    section: '3.1',
    kind: 'statement',
    published:
      'The concentration of categories is presented as concentration of GMV (gross merchandise volume) and transaction value.',
    publishedZh: '品类集中度被表述为GMV（成交总额）和成交额的集中度。',
    check: ({ events }) =>
      judge({
        computed: { fields: fieldsOf(events).join(', '), moneyFields: moneyFields(events) },
        words: moneyFields(events) > 0,
        definition: 'Fields with an amount of money or a quantity.',
        note: 'The concentration is one of rows with behavior buy. No field is a price.',
      }),
  }),
  defineClaim({
    id: 'T-3.1-TOP20',
    section: '3.1',
    kind: 'statement',
    published: "The top 20 categories with their cumulative share of sales, from the author's notebook.",
    publishedZh: '前20个品类及其累计销量占比，见作者的笔记本。',
    check: async ({ top, concentration }) => {
      const [rows, { active, events: purchases }] = [await top(), await concentration()];
      const last = rows.at(-1);
      return untestable(
        {
          categories: rows.length,
          purchases,
          percentOfLargest: percent(rows[0]?.share),
          percentOfTop20: percent(last?.cumulativeShare),
          withPurchase: active,
        },
        'The table itself is not in the text. Here the top {categories} of {withPurchase} categories with a purchase have {percentOfTop20} percent of purchases, the largest {percentOfLargest} percent (categories.top). A sample of users gives a different order.',
        'Categories by purchases, then by id.',
      );
    },
  }),
  defineClaim({
    id: 'T-3.1-FIG',
    section: '3.1',
    kind: 'figure-or-table',
    published:
      'Category sales by rank, as bars on a log axis, with a line at category 689, published as an image (Pareto.png).',
    check: async (study) =>
      ofWholeFile(study, {
        published: { needed: String(PUBLISHED.leadingCategories) },
        definition:
          'The image is judged by its line: the smallest number of categories that account for 80 percent of purchases.',
        note: 'Notebook 07-concentration plots the ranks on two logarithmic axes, with its own cut.',
      }),
  }),
];

interface OfWholeFile {
  readonly published: Readonly<Record<string, string>>;
  readonly onlyAsDefined?: boolean;
  readonly definition: string;
  readonly note: string;
}

/** What can be said of categories only where every user is in the file. */
async function ofWholeFile({ file, concentration }: TaobaoFigures, claim: OfWholeFile): Promise<Judgment> {
  const { needed, active, seen, ofActive, ofSeen, events: purchases } = await concentration();
  const computed = {
    needed,
    withPurchase: active,
    seen,
    purchases,
    percentOfThoseWithPurchase: percent(ofActive),
    percentOfAllSeen: percent(ofSeen),
    categoriesPublished: Math.round((100 * PUBLISHED.leadingCategories) / Number(PUBLISHED.leadingPercent)),
  };
  return file.whole
    ? judge({ computed, ...claim })
    : untestable(computed, `${claim.note} ${GROWS}`, claim.definition);
}

/** Fields of an event that hold money or pieces. */
function moneyFields(events: TaobaoFigures['events']): number {
  return fieldsOf(events).filter((name) => /price|amount|value|quantity|pieces/.test(name)).length;
}
