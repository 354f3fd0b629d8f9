import type { portrait } from 'tally';

/** Age in completed years. */
export const AGE_BANDS = {
  under20: { label: { en: 'under 20', zh: '20岁以下' }, below: 20 },
  '20to29': { label: { en: '20–29', zh: '20–29岁' }, from: 20, below: 30 },
  '30to39': { label: { en: '30–39', zh: '30–39岁' }, from: 30, below: 40 },
  '40to49': { label: { en: '40–49', zh: '40–49岁' }, from: 40, below: 50 },
  from50: { label: { en: '50 and over', zh: '50岁及以上' }, from: 50 },
} as const satisfies portrait.Bands;

/** Minutes on the site. */
export const MINUTES_BANDS = {
  under200: { label: { en: 'under 200', zh: '200以下' }, below: 200 },
  '200to400': { label: { en: '200–400', zh: '200–400' }, from: 200, upTo: 400 },
  over400: { label: { en: 'over 400', zh: '400以上' } },
} as const satisfies portrait.Bands;

/** Number of purchases. */
export const FREQUENCY_BANDS = {
  under5: { label: { en: 'under 5', zh: '5次以下' }, below: 5 },
  '5to10': { label: { en: '5–10', zh: '5–10次' }, from: 5, upTo: 10 },
  '11to15': { label: { en: '11–15', zh: '11–15次' }, upTo: 15 },
  over15: { label: { en: 'over 15', zh: '15次以上' } },
} as const satisfies portrait.Bands;

/** Average order value, in yuan; the lower edge belongs to a band. */
export const ORDER_VALUE_BANDS = {
  under200: { label: { en: 'under 200', zh: '200以下' }, below: 200 },
  '200to500': { label: { en: '200–500', zh: '200–500' }, from: 200, below: 500 },
  '500to1000': { label: { en: '500–1,000', zh: '500–1,000' }, from: 500, below: 1000 },
  '1000to5000': { label: { en: '1,000–5,000', zh: '1,000–5,000' }, from: 1000, below: 5000 },
  from5000: { label: { en: '5,000 and over', zh: '5,000及以上' }, from: 5000 },
} as const satisfies portrait.Bands;

/** Total spending, in yuan; the lower edge belongs to a band. */
export const SPENDING_BANDS = {
  under1000: { label: { en: 'under 1,000', zh: '1,000以下' }, below: 1000 },
  '1000to3000': { label: { en: '1,000–3,000', zh: '1,000–3,000' }, from: 1000, below: 3000 },
  '3000to5000': { label: { en: '3,000–5,000', zh: '3,000–5,000' }, from: 3000, below: 5000 },
  from5000: { label: { en: '5,000 and over', zh: '5,000及以上' }, from: 5000 },
} as const satisfies portrait.Bands;
