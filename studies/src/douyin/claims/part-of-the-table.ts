import { untestable, type Judgment } from 'tally/claims';
import type { DouyinClaim } from '../claim.js';
import type { DouyinFigures } from '../figures.js';

/** The document describes a table of so many users; its figures are exact for them. */
const PUBLISHED_USERS = 1000;

/** Claims about the columns of the file: any of its rows show them. */
const OF_COLUMNS: readonly string[] = ['D-2-SCHEMA', 'D-3.2-DROPCOLS'];

/**
 * A claim judged exactly on the table that the document describes, which has 1,000 users. Some of them, or others,
 * decide nothing about its figures, ranks and tests: they are shown without a verdict.
 */
export function ofTheTable(claim: DouyinClaim): DouyinClaim {
  const { check } = claim;
  if (OF_COLUMNS.includes(claim.id)) return claim;
  return {
    ...claim,
    check: async (figures) => {
      const judgment = await check(figures);
      return isWhole(figures) || isOpen(judgment) ? judgment : ofPart(judgment, figures.users.accepted);
    },
  };
}

const isWhole = ({ users: { accepted, rows } }: DouyinFigures): boolean =>
  accepted === PUBLISHED_USERS || rows === PUBLISHED_USERS;

const isOpen = ({ verdict }: Judgment): boolean => verdict === 'untestable' || verdict === 'implemented';

function ofPart({ computed, definition }: Judgment, users: number): Judgment {
  return untestable(
    { ...computed, usersHere: users },
    'The document describes 1,000 users; this table has {usersHere}, which shows what they are like, not whether the document is right.',
    definition,
  );
}
