import { OptionsError } from '../errors.js';
import type { Text } from '../core/label.js';
import {
  finding as state,
  judge,
  type Finding,
  type FindingOptions,
  type FindingValues,
  type FindingVerdict,
  type RawValues,
} from './finding.js';
import { resampled, type Source } from './resample.js';
import { Robustness } from './robustness.js';

/** How the values of a sentence come out of users or events. */
export type Measure<S, V> = (source: S) => Promise<V>;

export interface RobustnessOptions<S, V> {
  /** Number of bootstrap resamples of users; 200 when absent. */
  readonly resamples?: number;
  /** The session's when absent. */
  readonly seed?: number;
  /** Other ways to measure the same by name: tie policies, neighboring cuts. Each is judged on the data themselves. */
  readonly variants?: Readonly<Record<string, Measure<S, V>>>;
}

/** A finding that can be judged anew. */
export interface RobustFinding<S, V> extends Finding {
  /**
   * Judges the finding over bootstrap resamples of users and other ways to measure: how often it holds. It is no
   * probability that the finding is true: a finding at the edge of its condition holds in about half of the resamples.
   * Nor is it for findings that no difference is seen: resamples repeat the chance differences of the data and add some
   * of their own, so that such a finding fails in many of them.
   *
   * @throws OptionsError for fewer than one resample, or a seed that is not whole.
   */
  robustness(options?: RobustnessOptions<S, V>): Promise<Robustness>;
}

/**
 * States a finding whose values are measured from a table of users or from events, so that it can be measured again from
 * other users: shown like `finding`, with `robustness` on what it returns.
 *
 * @param source a table with the role `user`, or loaded events.
 * @param measure makes all values of the sentence from what it is given, and from nothing else; it shows nothing.
 * @example
 * const found = await finding.over(users, async (users) => ({ lost: (await segmentSizes(await rfm(users))).at({ segment: 'lost' }) }),
 *   '{lost.share} of users are lost.', ({ lost }) => lost.share > 0.1);
 * await found.robustness({ resamples: 200, seed: 1 }) // as the last expression: Holds in 94% of 200 resamples of users.
 */
async function over<S extends Source, const V extends FindingValues>(
  source: S,
  measure: Measure<S, V>,
  text: Text,
  holds: (values: RawValues<V>) => boolean,
  options: Pick<FindingOptions, 'expected'> = {},
): Promise<RobustFinding<S, V>> {
  const values = await measure(source);
  state(text, values, holds, options);
  const stated = judge(text, values, holds, options);
  const verdictOf = (found: V): FindingVerdict => judge(text, found, holds, options).verdict;
  return {
    ...stated,
    async robustness({ resamples = 200, seed = source.session.seed, variants = {} } = {}) {
      if (!Number.isInteger(resamples) || resamples < 1) {
        throw new OptionsError(`resamples must be a whole number from 1, not ${resamples}.`);
      }
      if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
      const verdicts: FindingVerdict[] = [];
      for (let trial = 0; trial < resamples; trial += 1) {
        const other = await resampled(source, seed, trial);
        try {
          verdicts.push(verdictOf(await measure(other.source)));
        } finally {
          await other.drop();
        }
      }
      const otherwise: Record<string, FindingVerdict> = {};
      for (const [name, one] of Object.entries(variants)) otherwise[name] = verdictOf(await one(source));
      const { locale } = source.session;
      return new Robustness({ finding: stated.text, locale, verdicts, variants: otherwise });
    },
  };
}

/** {@link state} with {@link over}: a finding that can be measured again from other users. */
export const finding = Object.assign(state, { over });
