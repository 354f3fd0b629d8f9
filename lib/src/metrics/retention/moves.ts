import { ratio, total } from '../ratio.js';

/** Rates of one cohort by days since its first, as far as they could be observed, and its size. */
export interface CohortRates {
  readonly users: number;
  readonly rates: readonly (number | null)[];
}

/** A change of a cohort's rate beside two of the cohort of the day before. */
export interface Move {
  /** Position of the cohort, by day. */
  readonly cohort: number;
  readonly day: number;
  readonly step: number;
  readonly sameDate: number;
  readonly sameDay: number;
  readonly weight: number;
}

/** Every change from day 2 on whose neighbors are known: cohorts of all days in order, one without users among them. */
export function movesOf(cohorts: readonly CohortRates[]): Move[] {
  const stepOf = ({ rates }: CohortRates, day: number): number | null => {
    const [before, there] = [rates[day - 1], rates[day]];
    return typeof before === 'number' && typeof there === 'number' ? there - before : null;
  };
  return cohorts.flatMap((own, cohort) => {
    const before = cohorts[cohort - 1];
    if (before === undefined) return [];
    const weight = (own.users * before.users) / (own.users + before.users);
    return own.rates.flatMap((_, day): Move[] => {
      const [step, sameDate, sameDay] = [stepOf(own, day), stepOf(before, day + 1), stepOf(before, day)];
      if (day < 2 || step === null || sameDate === null || sameDay === null) return [];
      return [{ cohort, day, step, sameDate, sameDay, weight }];
    });
  });
}

/** Weighted mean distance of changes from those of the cohort before on the same date, and on the same day n. */
export const meanDistance = (moves: readonly Move[], other: Neighbor): number | null =>
  meanOf(moves, (move) => distance(move, other));

/** By how much the mean distance on the same day n is above that on the same date. */
export const meanGap = (moves: readonly Move[]): number | null =>
  meanOf(moves, (move) => distance(move, 'sameDay') - distance(move, 'sameDate'));

type Neighbor = 'sameDate' | 'sameDay';

const distance = (move: Move, other: Neighbor): number => Math.abs(move.step - move[other]);

function meanOf(moves: readonly Move[], value: (move: Move) => number): number | null {
  const weighted = moves.map((move) => move.weight * value(move));
  return ratio(total(weighted), total(moves.map(({ weight }) => weight)));
}
