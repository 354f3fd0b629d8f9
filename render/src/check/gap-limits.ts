import { listLength, type Attributes } from './extent.js';
import { gridOf, isTable, roundsToFill } from './gap-grid.js';
import { atMost, LIMITS } from './limits.js';

const WHAT = 'empty cells far from any value to be filled';
const COARSER = 'bin the data more coarsely';

/**
 * Plotly fills the gaps of heat maps and contours from their edges, one ring of cells a round, and each round goes
 * through all cells that are left.
 *
 * @throws InvalidFigureError where that would take minutes
 */
export function checkGaps(trace: Attributes, path: string): void {
  if (!fillsGaps(trace)) return;
  // Contours cannot leave a gap.
  const advice =
    trace['type'] === 'contour' ? COARSER : `leave them empty with connectgaps: false, or ${COARSER}`;
  const grid = gridOf(trace);
  // A value and its four neighbors are five cells: no more than that are near it.
  const least = grid.rows * grid.columns - 5 * grid.values.length;
  atMost(least, LIMITS.gapCells, `${path}.z`, `or more ${WHAT}`, advice);
  const { far, rounds } = roundsToFill(grid);
  atMost(far, LIMITS.gapCells, `${path}.z`, WHAT, advice);
  atMost(far * rounds, LIMITS.gapRounds, `${path}.z`, `${WHAT}, times their distance from one`, advice);
}

/** Contours are always filled; heat maps where they say so, or where they smooth a list of z. */
function fillsGaps({ type, z, zsmooth = false, connectgaps }: Attributes): boolean {
  if (listLength(z) === 0) return false;
  if (type === 'contour') return true;
  return type === 'heatmap' && (connectgaps ?? (!isTable(z) && zsmooth !== false)) === true;
}
