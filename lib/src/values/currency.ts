/** The currencies that a sign may stand for, by ISO 4217; of an amount, one of them. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  Euro: ['EUR'],
  euro: ['EUR'],
  eur: ['EUR'],
  欧元: ['EUR'],
  '£': ['GBP'],
  英镑: ['GBP'],
  '¥': ['CNY', 'JPY'],
  元: ['CNY'],
  圆: ['CNY'],
  人民币: ['CNY'],
  RMB: ['CNY'],
  円: ['JPY'],
  日元: ['JPY'],
  $: ['USD', 'AUD', 'CAD', 'HKD', 'MXN', 'NZD', 'SGD', 'TWD', 'ARS', 'CLP', 'COP'],
  US$: ['USD'],
  美元: ['USD'],
  A$: ['AUD'],
  AU$: ['AUD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  HK$: ['HKD'],
  港元: ['HKD'],
  港币: ['HKD'],
  NT$: ['TWD'],
  NZ$: ['NZD'],
  S$: ['SGD'],
  R$: ['BRL'],
  MX$: ['MXN'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['SEK', 'NOK', 'DKK', 'ISK'],
  'Fr.': ['CHF'],
  zł: ['PLN'],
  Kč: ['CZK'],
  '₹': ['INR'],
  '₽': ['RUB'],
  'руб.': ['RUB'],
  '₩': ['KRW'],
  원: ['KRW'],
  '₺': ['TRY'],
  '₫': ['VND'],
  '฿': ['THB'],
  '₪': ['ILS'],
  '₴': ['UAH'],
  '₱': ['PHP'],
  '₦': ['NGN'],
};

/** The codes of ISO 4217, and the usual one for renminbi. */
export const CURRENCY_CODES: readonly string[] = [...Intl.supportedValuesOf('currency'), 'RMB'];

/** All signs, none of which begins with one that follows. */
export const CURRENCY_SIGNS: readonly string[] = Object.keys(SIGNS).toSorted(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);

/** The currencies that a sign or code may stand for. */
export function currenciesOf(sign: string): readonly string[] {
  return Object.hasOwn(SIGNS, sign) ? (SIGNS[sign] ?? []) : [sign];
}

/** The currencies that all of some signs may stand for: none where there are several, as for `€` and `$`. */
export function commonCurrencies(signs: readonly string[]): readonly string[] {
  const [first = [], ...others] = signs.map(currenciesOf);
  return first.filter((code) => others.every((codes) => codes.includes(code)));
}
