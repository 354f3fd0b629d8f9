import { judge, type Judgment, untestable } from 'tally/claims';
import { defineClaim, type TaobaoClaim } from '../claim.js';
import type { TaobaoFigures } from '../figures.js';

/** The published claims that the strategies of chapters 3.1 to 3.5 rest on. */
const GROUNDS = [
  'T-3.1-90.3/20',
  'T-3.2-21.8',
  'T-3.2-18.6W',
  'T-3.3-VIP',
  'T-3.3-56',
  'T-3.3-WAKE',
  'T-3.4-CAUSE',
  'T-3.5-CV10',
  'T-3.5-DEC',
] as const;

/** The strategies, judged by the verdicts on the claims they rest on. */
export function strategyClaims(claims: readonly TaobaoClaim[]): readonly TaobaoClaim[] {
  return [
    defineClaim({
      id: 'T-STRAT',
      section: 'STRAT',
      kind: 'rule',
      published:
        'Strategies of chapters 3.1–3.5, such as 80% of resources for the top 10% of categories, sale warm-up from Friday to Sunday, and different content at 10:00 and at 21:00.',
      publishedZh:
        '3.1–3.5各章的策略，例如将80%的资源投给Top 10%的品类、周五至周日做大促预热、10:00与21:00推送不同内容。',
      check: (figures) => strategies(figures, claims),
    }),
  ];
}

async function strategies(figures: TaobaoFigures, claims: readonly TaobaoClaim[]): Promise<Judgment> {
  const verdicts = await Promise.all(
    GROUNDS.map(async (id) => ({ id, ...(await claims.find((claim) => claim.id === id)?.check(figures)) })),
  );
  const stand = verdicts.filter(({ verdict }) => verdict?.startsWith('confirmed'));
  const open = verdicts.filter(({ verdict }) => verdict === undefined || verdict === 'untestable');
  const others = verdicts.filter((ground) => !stand.includes(ground));
  const computed = {
    grounds: GROUNDS.length,
    thatStand: stand.length,
    thatFall: others.length - open.length,
    others: others.map(({ id, verdict }) => `${id} ${verdict}`).join(', '),
  };
  const definition = 'Findings of the study that its strategies cite as reasons, with the verdicts above.';
  if (others.length > 0 && others.length === open.length) {
    return untestable(
      computed,
      'Of the {grounds} findings they rest on, {thatStand} hold; on the others this file cannot decide.',
      definition,
    );
  }
  return judge({
    computed,
    concludes: others.length === 0,
    definition,
    note: {
      unsupported:
        'Of the {grounds} findings they rest on, {thatStand} hold and {thatFall} do not; any others this file cannot decide. Event counts cannot show whether such a measure works: that requires an experiment.',
    },
  });
}
