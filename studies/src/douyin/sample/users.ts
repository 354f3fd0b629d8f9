import { OptionsError } from 'tally';
import { flawedRows, SOUND_FLAWS, type RawUser } from './flaws.js';
import { seededRandom, type Random } from '../../study/random.js';

export interface SampleUsersOptions {
  /** Users that meet the contract; a dozen rows that do not comes on top. */
  readonly users?: number;
  readonly seed?: number;
  /** Whether to mix in rows that the loader has to set aside. */
  readonly flaws?: boolean;
}

const HEADER =
  ',Unnamed: 0,User_ID,Age,Gender,Location,Income,Interests,Last_Login_Days_Ago,Purchase_Frequency,' +
  'Average_Order_Value,Total_Spending,Product_Category_Preference,Time_Spent_on_Site_Minutes,Pages_Viewed,' +
  'Newsletter_Subscription';

const GENDERS = { Male: 0.522, Female: 0.468, Undisclosed: 0.01 };
const LOCATIONS = { Suburban: 0.349, Urban: 0.344, Rural: 0.307 };
const INTERESTS = { Sports: 0.213, Fashion: 0.209, Travel: 0.196, Food: 0.196, Technology: 0.186 };
const CATEGORIES = {
  Apparel: 0.218,
  Electronics: 0.209,
  Books: 0.198,
  'Home & Kitchen': 0.189,
  'Health & Beauty': 0.186,
};
/** Spending of an interest's users relative to all: technology buyers spend most, travelers least. */
const APPETITE = { Technology: 1.45, Sports: 1.02, Food: 0.95, Fashion: 0.83, Travel: 0.75 };
type Location = keyof typeof LOCATIONS;

/**
 * Writes a user table in the raw file's own shape: two index columns, ids like `#17`, average order values as
 * long fractions. The people are invented; sizes, ranges and dependences follow the study's published figures:
 * three regions with their income ranges, spending by region and interest, most users with few purchases.
 *
 * @throws OptionsError when `users` is not a whole number of at least 10, or `seed` none at all.
 * @example
 * const csv = sampleUsersCsv({ users: 1000, seed: 2024 });
 */
export function sampleUsersCsv(options: SampleUsersOptions = {}): string {
  const { users = 1000, seed = 2024, flaws = true } = options;
  if (!Number.isInteger(users) || users < 10) {
    throw new OptionsError(`users must be a whole number of at least 10, not ${users}.`);
  }
  if (!Number.isInteger(seed)) throw new OptionsError(`seed must be a whole number, not ${seed}.`);
  const random = seededRandom(seed);
  const sound = flaws ? users - SOUND_FLAWS : users;
  const rows = Array.from({ length: sound }, (_, index) => sampleUser(random, index + 1));
  if (flaws) {
    for (const { after, row } of flawedRows(rows)) rows.splice(Math.floor(after * rows.length), 0, row);
  }
  return `${HEADER}\n${rows.map((row, index) => [index, index, ...row].join(',')).join('\n')}\n`;
}

function sampleUser(random: Random, number: number): RawUser {
  const location = random.pick(LOCATIONS);
  const interest = random.pick(INTERESTS);
  const spending = sampleSpending(random, location, APPETITE[interest]);
  const purchases = samplePurchases(random, spending);
  return [
    `#${number}`,
    String(random.integer(18, 64)),
    random.pick(GENDERS),
    location,
    String(sampleIncome(random, location)),
    interest,
    String(random.integer(1, 29)),
    String(purchases),
    fraction(spending / purchases),
    String(spending),
    random.pick(CATEGORIES),
    String(random.integer(2, 599)),
    String(random.integer(1, 49)),
    random.next() < 0.507 ? 'True' : 'False',
  ];
}

function sampleIncome(random: Random, location: Location): number {
  switch (location) {
    case 'Rural':
      return random.integer(30, 39900);
    case 'Suburban':
      return random.integer(40100, 119900);
    case 'Urban':
      return random.integer(700, 149600);
  }
}

/** Yuan: low and even in the country, narrow and high in the suburbs, wide with a long tail in town. */
function sampleSpending(random: Random, location: Location, appetite: number): number {
  switch (location) {
    case 'Rural':
      return within(20, 2990, random.integer(20, 2450) * (0.6 + 0.4 * appetite));
    case 'Suburban':
      return within(1610, 4900, (2950 + 650 * random.normal()) * (0.75 + 0.25 * appetite));
    case 'Urban': {
      const tail = random.next() < 0.1 ? random.integer(0, 4500) : 0;
      return within(20, 10200, (2650 + 1450 * random.normal() + tail) * appetite);
    }
  }
}

/** One to twenty: a third of users buy once or twice, large totals come from fewer and larger orders. */
function samplePurchases(random: Random, spending: number): number {
  const few = spending > 4000 ? 0.55 : 0.33;
  if (random.next() < few)
    return random.pick({ '1': 0.37, '2': 0.39, '3': 0.24 }) === '1' ? 1 : random.integer(2, 3);
  // The smaller of two draws thins the upper end out.
  return 3 + Math.max(1, Math.round(17 * Math.min(random.next() * 1.12, 1) * (0.45 + 0.55 * random.next())));
}

function within(low: number, high: number, value: number): number {
  return Math.round(Math.min(high, Math.max(low, value)));
}

/** The shortest decimal that reads back as the same double, always with a point, as the raw file has it. */
function fraction(value: number): string {
  return Number.isInteger(value) ? `${value}.0` : String(value);
}
