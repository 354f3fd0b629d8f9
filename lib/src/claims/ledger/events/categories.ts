import { EVENT_COLUMNS } from '../../../data/events/tables.js';
import { judge, untestable, type Finding } from '../finding.js';
import { percent } from './evidence.js';
import { PUBLISHED } from './published.js';
import type { EventCheck, EventStudy } from './study.js';

const CUT_PERCENT = 80;

/** Why a part of the users cannot tell how many categories there are. */
const GROWS =
  'With more users more categories come up: on the whole file the number is larger and the share smaller, by how much a part cannot tell (concentrationBySize).';

/** Section 3.1: concentration of purchases on categories. */
export const CATEGORY_CHECKS: Readonly<Record<string, EventCheck>> = {
  'T-3.1-N689': async (study) =>
    ofWholeFile(study, {
      published: { needed: String(PUBLISHED.leadingCategories) },
      definition: 'Fewest categories with 80 percent of the purchases, largest first.',
      note: 'Here {needed} of {withPurchase} categories with a purchase hold 80 percent.',
    }),
  'T-3.1-9.7': async (study) =>
    ofWholeFile(study, {
      published: { percentOfThoseWithPurchase: PUBLISHED.leadingPercent },
      onlyAsDefined: true,
      definition: 'Leading categories / categories with at least one purchase.',
      note: '689 at 9.7 percent stand for about {categoriesPublished} categories. Over categories with a purchase it is {percentOfThoseWithPurchase} percent here, over all that were seen {percentOfAllSeen}; the study does not say which.',
    }),
  'T-3.1-90.3/20': async ({ concentration }) => {
    const { total: purchases } = await concentration();
    return judge({
      computed: {
        percentOfCategories: 100 - Number(PUBLISHED.leadingPercent),
        percentOfPurchases: 100 - CUT_PERCENT,
        purchases,
        moneyFields: moneyFields(),
      },
      published: { percentOfCategories: '90.3', percentOfPurchases: '20' },
      concludes: moneyFields() > 0,
      definition: 'What is left of the other two figures.',
      note: 'It says the same as the 9.7 and 80 percent once more, and of purchases: the events have no price, so nothing can be said of transaction value.',
    });
  },
  'T-3.1-GMV': () =>
    judge({
      computed: { fields: Object.keys(EVENT_COLUMNS).join(', '), moneyFields: moneyFields() },
      words: moneyFields() > 0,
      definition: 'Fields with an amount of money or a number of pieces.',
      note: 'What is concentrated are rows of behavior buy. None of the fields is a price.',
    }),
  'T-3.1-TOP20': async ({ top, concentration }) => {
    const [rows, { active, total: purchases }] = [await top(), await concentration()];
    const last = rows.at(-1);
    return untestable(
      {
        categories: rows.length,
        purchases,
        percentOfLargest: percent(rows[0]?.share),
        percentOfTop20: percent(last?.cumulativeShare),
        withPurchase: active,
      },
      'The table of the author is not in the text. Here the first {categories} of {withPurchase} categories with a purchase have {percentOfTop20} percent of the purchases, the largest {percentOfLargest} (topCategories). A part of the users gives another order.',
      'Categories by purchases, then by id.',
    );
  },
  'T-3.1-FIG': async (study) =>
    ofWholeFile(study, {
      published: { needed: String(PUBLISHED.leadingCategories) },
      definition:
        'The picture is judged by its line: the fewest categories with 80 percent of the purchases.',
      note: 'Notebook 07-concentration draws the ranks on two logarithmic axes, with its own cut.',
    }),
};

interface OfWholeFile {
  readonly published: Readonly<Record<string, string>>;
  readonly onlyAsDefined?: boolean;
  readonly definition: string;
  readonly note: string;
}

/** What can be said of categories only where every user is in the file. */
async function ofWholeFile({ file, concentration }: EventStudy, claim: OfWholeFile): Promise<Finding> {
  const { needed, active, seen, ofActive, ofSeen, total: purchases } = await concentration();
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
function moneyFields(): number {
  return Object.keys(EVENT_COLUMNS).filter((name) => /price|amount|value|quantity|pieces/.test(name)).length;
}
