/** The grammar of values in plain TypeScript, letter by letter: slow, and easy to see through. */

const DIGITS = '0123456789';
const areDigits = (text: string): boolean =>
  text !== '' && Array.from(text).every((one) => DIGITS.includes(one));

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly decimals: string;
  /** Null where there is none. */
  readonly exponent: string | null;
}

/** Sign, digits, point, digits, exponent; null where a text is not made of these. */
function partsOf(text: string): Parts | null {
  const trimmed = text.replace(/^ +| +$/g, '');
  const signed = trimmed.startsWith('-') || trimmed.startsWith('+');
  const unsigned = signed ? trimmed.slice(1) : trimmed;
  const [mantissa = '', exponent, ...more] = unsigned.split(/e/i);
  if (more.length > 0) return null;
  if (exponent !== undefined && !areDigits(exponent.replace(/^[+-]/, ''))) return null;
  const [before = '', decimals, ...points] = mantissa.split('.');
  if (points.length > 0 || (decimals !== undefined && decimals !== '' && !areDigits(decimals))) return null;
  const whole = ungrouped(before);
  if (whole === null || (whole === '' && (decimals ?? '') === '')) return null;
  return { negative: trimmed.startsWith('-'), whole, decimals: decimals ?? '', exponent: exponent ?? null };
}

/** `1,234,567` without its commas. */
function ungrouped(text: string): string | null {
  const [first = '', ...groups] = text.split(',');
  if (groups.length === 0) return text === '' || areDigits(text) ? text : null;
  const fits = areDigits(first) && first.length <= 3 && !first.startsWith('0');
  return fits && groups.every((group) => areDigits(group) && group.length === 3)
    ? text.replaceAll(',', '')
    : null;
}

const isZero = (digits: string): boolean => Array.from(digits).every((one) => one === '0');

/** The whole number of a text, as far as 64 bits hold it. */
export function wholeOf(text: string): bigint | null {
  const parts = partsOf(text);
  if (parts?.exponent !== null || parts.whole === '' || !isZero(parts.decimals)) return null;
  const value = BigInt(parts.whole) * (parts.negative ? -1n : 1n);
  return BigInt.asIntN(64, value) === value ? value : null;
}

/** The decimal of a text with at most so many decimals, as an exact text. */
export function decimalOf(text: string, precision: number, scale: number): string | null {
  const parts = partsOf(text);
  if (parts?.exponent !== null || !isZero(parts.decimals.slice(scale))) return null;
  const digits = `${parts.whole}${parts.decimals.slice(0, scale).padEnd(scale, '0')}`;
  const value = BigInt(digits === '' ? '0' : digits);
  if (value >= 10n ** BigInt(precision)) return null;
  const whole = (value / 10n ** BigInt(scale)).toString();
  const sign = parts.negative && value !== 0n ? '-' : '';
  return scale === 0
    ? `${sign}${whole}`
    : `${sign}${whole}.${String(value % 10n ** BigInt(scale)).padStart(scale, '0')}`;
}

/** The double of a text that is neither beyond doubles nor lost to 0. */
export function doubleOf(text: string): number | null {
  const parts = partsOf(text);
  if (parts === null) return null;
  const { negative, whole, decimals, exponent } = parts;
  const value = Number(`${negative ? '-' : ''}${whole || '0'}.${decimals || '0'}e${exponent ?? '0'}`);
  if (value === 0) return isZero(whole + decimals) ? 0 : null;
  return Number.isFinite(value) ? value : null;
}

const TIME =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?( ?[zZ]| ?[+-]\d{2}(?::?\d{2})?)?)?$/;

/** The time of an ISO text as the library writes it, that of UTC where it has an offset. */
export function timeOf(text: string): string | null {
  const found = TIME.exec(text.replace(/^ +| +$/g, ''));
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map(Number)
    .map((one) => (Number.isNaN(one) ? 0 : one));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isDay = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (year < 1000 || !isDay || hour > 23 || minute > 59 || second > 59) return null;
  const zone = (found[8] ?? '').trim();
  if (/^[+-]/.test(zone)) {
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', ''))];
    if (hours > 14 || minutes > 59) return null;
    date.setTime(date.getTime() - (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000);
  }
  return `${date.toISOString().slice(0, 19)}.${(found[7] ?? '').slice(0, 6).padEnd(6, '0')}`;
}

const FULL_WIDTH = '０１２３４５６７８９';
const narrow = (text: string): string =>
  Array.from(text, (one) => (FULL_WIDTH.includes(one) ? String(FULL_WIDTH.indexOf(one)) : one)).join('');

/** Digits with groups of three, whatever stands between them, and decimals; null for anything else. */
function bareBody(text: string): string | null {
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','));
  const splits = last === -1 ? [text.length] : [text.length, last];
  for (const at of splits) {
    const [whole, decimals] = [text.slice(0, at), text.slice(at + 1)];
    const [first = '', ...groups] = whole.split(/[.,' ]/);
    const isWhole = areDigits(first) && (groups.length === 0 || first.length <= 3);
    const isGrouped = groups.every((group) => areDigits(group) && group.length === 3);
    const isBare = whole === '' ? at < text.length && decimals !== '' : isWhole && isGrouped;
    if (isBare && (decimals === '' ? at === text.length : areDigits(decimals)))
      return text.replace(/[' ]/g, '');
  }
  return null;
}

/**
 * A number without full-width digits, spaces between its digits and the minus of accountants behind it, and whether it
 * could be nothing else; null where nothing of the kind is in it, or it is no number.
 */
export function undressedOf(given: string): { readonly text: string; readonly isEvident: boolean } | null {
  const text = narrow(given.trim());
  const behind = text.endsWith('-');
  const before = text.startsWith('-') || text.startsWith('+');
  if (behind && before) return null;
  const body = bareBody(behind ? text.slice(0, -1).trimEnd() : before ? text.slice(1).trimStart() : text);
  const isPlain = text === given.trim() && !behind && !text.includes(' ');
  if (body === null || isPlain) return null;
  const isEvident = text !== given.trim() || (behind && /[.,][0-9]+$/.test(body));
  return { text: `${behind || text.startsWith('-') ? '-' : ''}${body}`, isEvident };
}
