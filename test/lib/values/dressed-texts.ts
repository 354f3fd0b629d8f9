import fc from 'fast-check';

const DIGITS = '零一二三四五六七八九';

/** The digits of a number below 10,000 in Chinese: 零 for each gap between digits. */
function section(number: number): string {
  const digits = String(number).padStart(4, '0').split('').map(Number);
  const parts = digits.map((digit, place) =>
    digit === 0 ? '零' : `${DIGITS[digit] ?? ''}${['千', '百', '十', ''][place] ?? ''}`,
  );
  return parts
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '');
}

/** A whole number below 10¹² in Chinese numerals, written place by place. */
export function inChinese(number: number): string {
  if (number === 0) return '零';
  const [high, middle, low] = [Math.floor(number / 1e8), Math.floor(number / 1e4) % 1e4, number % 1e4];
  const parts = [
    high === 0 ? '' : `${section(high)}亿`,
    middle === 0 ? '' : `${high > 0 && middle < 1000 ? '零' : ''}${section(middle)}万`,
    low === 0 ? '' : `${high + middle > 0 && (low < 1000 || middle === 0) ? '零' : ''}${section(low)}`,
  ];
  return parts.join('').replace(/^一十/, '十');
}

/** Digits with groups of thousands. */
const grouped = (digits: string, group: string): string => digits.replace(/\B(?=(\d{3})+$)/g, group);

const fullWidth = (text: string): string =>
  text.replace(/[0-9.,%()¥$]/g, (one) =>
    String.fromCharCode(one === '¥' ? 0xffe5 : one.charCodeAt(0) + 0xfee0),
  );

/** What a column of amounts is written like. */
export interface Style {
  readonly mark: '.' | ',';
  readonly group: string;
  readonly sign: string;
  readonly side: 'before' | 'after';
  readonly gap: string;
  readonly negative: 'minus' | 'inner' | 'parentheses' | 'behind';
  readonly wide: boolean;
}

export const styles: fc.Arbitrary<Style> = fc
  .record({
    mark: fc.constantFrom<'.' | ','>('.', ','),
    group: fc.constantFrom('', 'other', ' ', '\u00a0', '\u202f', "'", '’'),
    sign: fc.constantFrom('€', '$', 'US$', '£', '¥', 'EUR', 'CHF', 'zł', '元', 'kr', 'R$', '₹'),
    side: fc.constantFrom<'before' | 'after'>('before', 'after'),
    gap: fc.constantFrom('', ' ', '\u00a0'),
    negative: fc.constantFrom<Style['negative']>('minus', 'inner', 'parentheses', 'behind'),
    wide: fc.boolean(),
  })
  .map((style) => ({
    ...style,
    group: style.group === 'other' ? (style.mark === '.' ? ',' : '.') : style.group,
  }));

/** An amount of cents as a person of this habit writes it. */
export function written(cents: number, { mark, group, sign, side, gap, negative, wide }: Style): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const number = `${grouped(digits.slice(0, -2), group)}${mark}${digits.slice(-2)}`;
  const around = (text: string) => (side === 'before' ? `${sign}${gap}${text}` : `${text}${gap}${sign}`);
  const forms = {
    minus: `-${around(number)}`,
    inner: around(`-${number}`),
    parentheses: `(${around(number)})`,
    behind: around(`${number}-`),
  };
  const text = cents < 0 ? forms[negative] : around(number);
  return wide ? fullWidth(text) : text;
}
