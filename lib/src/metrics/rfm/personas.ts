import { labelOf } from '../../data/userLabels.js';
import { OptionsError } from '../../errors.js';
import type { Label } from '../../label.js';
import { count, decimal, percent, word, yuan, type Quantity } from '../../quantity.js';
import { wilson } from '../../stats/proportion.js';
import { ATTRIBUTE_WORDS, MEAN_WORDS, PERSONA_WORDS } from './personaWords.js';
import { PROFILE_ATTRIBUTES, type Mode, type ProfileMeans, type SegmentProfile } from './profile.js';
import { RFM_SEGMENT_KEYS, RFM_SEGMENTS, type RfmSegment } from './segments.js';

/** What is to be said of a segment, as templates and values for `written` or `claim`. */
export interface Persona {
  readonly segment: RfmSegment;
  readonly label: Label;
  readonly users: number;
  /** Two sentences in both languages, with `{name}` where a value goes and no typed number. */
  readonly text: Label;
  readonly values: Readonly<Record<string, Quantity>>;
}

export interface PersonaOptions {
  /** A mean sets a segment apart when it differs from that of all users by at least this part of it. */
  readonly differs?: number;
  /** A value of an attribute stands out when its share is at least this many times its share of all users. */
  readonly standsOut?: number;
}

const FORMATS: Readonly<Record<keyof ProfileMeans, (value: number) => Quantity>> = {
  age: (value) => decimal(value, 1),
  income: (value) => yuan(value, 0),
  loginGap: (value) => decimal(value, 1),
  purchases: (value) => decimal(value, 1),
  orderValue: (value) => yuan(value, 0),
  spending: (value) => yuan(value, 0),
  minutes: (value) => decimal(value, 0),
  subscribed: (value) => percent(value),
};

const MEANS = Object.keys(FORMATS) as readonly (keyof ProfileMeans)[];

/** A piece of a sentence with the values it names. */
interface Clause {
  readonly text: Label;
  readonly values: Readonly<Record<string, Quantity>>;
}

/**
 * Writes a persona of each of the eight segments from its profile, by rule: the first sentence says what sets the
 * segment apart from all users, the second what does not, so that nothing is said of a segment that its numbers
 * do not carry.
 *
 * A mean sets apart when it differs from the mean of all users by at least `differs` of it, and its 95% interval
 * leaves that mean out. A value of gender, region, interest or category stands out when it is the one most
 * frequent in the segment (no tie), its share is at least `standsOut` times that among all users, and the 95%
 * interval of the share (Wilson) lies above that; it is "mostly" so when its share is over one half.
 * These are rules for wording, not tests: of many comparisons a few pass by chance.
 * The profiles must be of all segments of one table: the mean of all users is taken from them.
 * @throws OptionsError when `differs` is negative or `standsOut` below 1.
 * @example
 * for (const { text, values } of personas(await segmentProfiles(engine, scored))) console.log(written(text, values).en);
 */
export function personas(
  profiles: readonly SegmentProfile[],
  { differs = 0.05, standsOut = 1.2 }: PersonaOptions = {},
): Persona[] {
  if (!(differs >= 0)) throw new OptionsError(`differs must be 0 or more, not ${differs}.`);
  if (!(standsOut >= 1)) throw new OptionsError(`standsOut must be 1 or more, not ${standsOut}.`);
  const all = overall(profiles);
  return RFM_SEGMENT_KEYS.map((segment) => {
    const profile = profiles.find((one) => one.segment === segment);
    const head = { segment, label: RFM_SEGMENTS[segment], users: profile?.users ?? 0 };
    if (profile === undefined) return { ...head, text: PERSONA_WORDS.nobody, values: {} };
    return { ...head, ...describe(profile, all, { differs, standsOut }) };
  });
}

interface Overall {
  readonly users: number;
  readonly means: ProfileMeans;
}

function overall(profiles: readonly SegmentProfile[]): Overall {
  const users = profiles.reduce((sum, row) => sum + row.users, 0);
  const mean = (name: keyof ProfileMeans) =>
    profiles.reduce((sum, row) => sum + row.means[name] * row.users, 0) / users;
  return { users, means: Object.fromEntries(MEANS.map((name) => [name, mean(name)])) as ProfileMeans };
}

function describe(profile: SegmentProfile, all: Overall, rules: Required<PersonaOptions>): Clause {
  const directions = MEANS.map((name) => ({
    name,
    direction: directionOf(profile, all, name, rules.differs),
  }));
  const modes = PROFILE_ATTRIBUTES.map((name) => {
    const mode = profile.modes[name];
    return { name, mode, outstanding: isOutstanding(mode, profile.users, rules.standsOut) };
  });
  const apart = [
    ...directions.flatMap(({ name, direction }) =>
      direction === null ? [] : [meanClause(name, direction, profile, all)],
    ),
    ...modes.flatMap(({ name, mode, outstanding }) => (outstanding ? [modeClause(name, mode)] : [])),
  ];
  const plainMeans = directions.flatMap(({ name, direction }) =>
    direction === null ? [MEAN_WORDS[name].name] : [],
  );
  const plainModes = modes.flatMap(({ name, outstanding }) => (outstanding ? [] : [ATTRIBUTE_WORDS[name]]));
  return {
    text: PERSONA_WORDS.persona(
      apart.map((clause) => clause.text),
      plainMeans,
      plainModes,
    ),
    values: Object.assign(
      { users: count(profile.users), share: percent(profile.users / all.users) },
      ...apart.map((clause) => clause.values),
    ) as Clause['values'],
  };
}

function directionOf(
  { means, margins }: SegmentProfile,
  all: Overall,
  name: keyof ProfileMeans,
  differs: number,
): 'more' | 'less' | null {
  const [difference, margin] = [means[name] - all.means[name], margins[name]];
  const clear =
    margin !== null &&
    Math.abs(difference) > margin &&
    Math.abs(difference) >= differs * Math.abs(all.means[name]);
  if (!clear) return null;
  return difference > 0 ? 'more' : 'less';
}

function isOutstanding({ users, share, overall, tied }: Mode, members: number, standsOut: number): boolean {
  return tied.length === 1 && share >= standsOut * overall && (wilson(users, members)?.low ?? 0) > overall;
}

function meanClause(
  name: keyof ProfileMeans,
  direction: 'more' | 'less',
  profile: SegmentProfile,
  all: Overall,
): Clause {
  return {
    text: MEAN_WORDS[name][direction],
    values: { [name]: FORMATS[name](profile.means[name]), [`${name}All`]: FORMATS[name](all.means[name]) },
  };
}

function modeClause(name: keyof typeof ATTRIBUTE_WORDS, mode: Mode): Clause {
  return {
    text: PERSONA_WORDS.mode(name, mode.share > 0.5),
    values: {
      [name]: word(labelOf(mode.value)),
      [`${name}Share`]: percent(mode.share),
      [`${name}All`]: percent(mode.overall),
    },
  };
}
