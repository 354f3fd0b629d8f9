import { OptionsError } from '../../errors.js';
import { UNASSIGNED } from '../tiers/plan.js';
import { MEASURES, type Measure, type Range, type Stage, type StagePlan } from './plan.js';

/** A cell that no cut of a plan divides: for each measure the value at its upper end. */
type Cell = Readonly<Record<Measure, number>>;

/**
 * Checks stages before anybody is put into one.
 *
 * @throws OptionsError for a plan without stages, a measure or cut that is none, conditions that contradict each other, and
 *   a stage that nobody can be in because earlier ones take all whom it describes.
 */
export function requireStages(plan: StagePlan): void {
  const stages = Object.entries(plan);
  if (stages.length === 0) throw new OptionsError('A lifecycle needs at least one stage.');
  if (Object.hasOwn(plan, UNASSIGNED)) {
    throw new OptionsError(`"${UNASSIGNED}" is for those in no stage: call the stage something else.`);
  }
  for (const [key, stage] of stages) requireConditions(key, stage);
  const cells = cellsOf(plan);
  for (const [key, stage] of stages) {
    const own = cells.filter((cell) => holds(stage, cell));
    if (own.length === 0) {
      throw new OptionsError(`Stage ${key} can never hold: its conditions contradict each other.`);
    }
    const takers = new Set(own.map((cell) => stages.find(([, earlier]) => holds(earlier, cell))?.[0]));
    if (takers.has(key)) continue;
    throw new OptionsError(
      `Stage ${key} can have no customer: all whom it describes are in ${[...takers].join(', ')} before it.`,
    );
  }
}

function requireConditions(key: string, stage: Stage): void {
  const conditions = Object.entries(stage).filter(([name]) => name !== 'label' && name !== 'color');
  for (const [measure, range] of conditions as [string, Range][]) {
    if (!MEASURES.includes(measure as Measure)) {
      throw new OptionsError(`Stage ${key} has no measure "${measure}": use ${MEASURES.join(', ')}.`);
    }
    for (const cut of [range.over, range.upTo]) {
      if (cut !== undefined && !(cut >= 0)) {
        throw new OptionsError(`Stage ${key}: a cut of ${measure} must be 0 or more, not ${cut}.`);
      }
    }
  }
}

const withinRange = (value: number, { over = -1, upTo = Infinity }: Range = {}): boolean =>
  value > over && value <= upTo;

const holds = (stage: Stage, cell: Cell): boolean =>
  MEASURES.every((measure) => withinRange(cell[measure], stage[measure]));

/** All cells of the grid that the cuts of a plan make. */
function cellsOf(plan: StagePlan): readonly Cell[] {
  const ends = (measure: Measure): readonly number[] => [
    ...new Set([
      ...Object.values(plan).flatMap((stage) => [
        stage[measure]?.over ?? Infinity,
        stage[measure]?.upTo ?? Infinity,
      ]),
      Infinity,
    ]),
  ];
  return MEASURES.reduce<readonly Partial<Cell>[]>(
    (cells, measure) => cells.flatMap((cell) => ends(measure).map((end) => ({ ...cell, [measure]: end }))),
    [{}],
  ) as readonly Cell[];
}
