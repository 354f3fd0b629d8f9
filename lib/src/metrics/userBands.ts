import type { Band } from './bands.js';

const same = (text: string) => ({ en: text, zh: text });

/** Age in completed years. */
export const AGE_BANDS: readonly Band[] = [
  { label: { en: 'under 20', zh: '20岁以下' }, below: 20 },
  { label: { en: '20–29', zh: '20–29岁' }, from: 20, below: 30 },
  { label: { en: '30–39', zh: '30–39岁' }, from: 30, below: 40 },
  { label: { en: '40–49', zh: '40–49岁' }, from: 40, below: 50 },
  { label: { en: '50 and over', zh: '50岁及以上' }, from: 50 },
];

/** Minutes on the site. */
export const MINUTES_BANDS: readonly Band[] = [
  { label: { en: 'under 200', zh: '200以下' }, below: 200 },
  { label: same('200–400'), from: 200, upTo: 400 },
  { label: { en: 'over 400', zh: '400以上' } },
];

/** Number of purchases. */
export const FREQUENCY_BANDS: readonly Band[] = [
  { label: { en: 'under 5', zh: '5次以下' }, below: 5 },
  { label: { en: '5–10', zh: '5–10次' }, from: 5, upTo: 10 },
  { label: { en: '11–15', zh: '11–15次' }, upTo: 15 },
  { label: { en: 'over 15', zh: '15次以上' } },
];

/** Average order value, in yuan. */
export const ORDER_VALUE_BANDS: readonly Band[] = [
  { label: { en: 'under 200', zh: '200以下' }, below: 200 },
  { label: same('200–500'), from: 200, below: 500 },
  { label: same('500–1,000'), from: 500, below: 1000 },
  { label: same('1,000–5,000'), from: 1000, below: 5000 },
  { label: { en: '5,000 and over', zh: '5,000及以上' }, from: 5000 },
];

/** Total spending, in yuan. */
export const SPENDING_BANDS: readonly Band[] = [
  { label: { en: 'under 1,000', zh: '1,000以下' }, below: 1000 },
  { label: same('1,000–3,000'), from: 1000, below: 3000 },
  { label: same('3,000–5,000'), from: 3000, below: 5000 },
  { label: { en: '5,000 and over', zh: '5,000及以上' }, from: 5000 },
];
