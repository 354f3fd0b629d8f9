import * as column from '../../core/column.js';
import { Result } from '../../core/result.js';
import type { Session } from '../../core/session.js';
import type { DepthScore } from '../../stats/tree-validate.js';

const DEPTHS = {
  depth: column.count('treeDepth'),
  leaves: column.count('leaves'),
  fit: column.percent('fitShare'),
  validated: column.percent('validatedShare'),
} as const;

/** How well trees of each depth tell rows that they have seen, and rows that they have not. */
export type TreeDepths = Result<typeof DEPTHS>;

/** The scores of each depth as a result. */
export function depthsOf(session: Session, scores: readonly DepthScore[], classes: boolean): TreeDepths {
  return new Result({
    session,
    name: 'tree-depths',
    title: classes
      ? { en: 'Share of rows that trees of each depth tell right', zh: '各深度决策树的判对比例' }
      : { en: 'Variance that trees of each depth explain', zh: '各深度决策树解释的方差' },
    schema: DEPTHS,
    rows: scores,
    chart: { mark: 'line', x: 'depth', y: ['fit', 'validated'] },
  });
}
