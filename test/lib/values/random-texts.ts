import fc from 'fast-check';

const digits = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 99_999 }).map(String) },
  fc.constantFrom(
    '',
    '0',
    '00',
    '007',
    '1,234',
    '1,23',
    '0,500',
    '12,345,678',
    '9223372036854775807',
    '9223372036854775808',
  ),
);
const decimals = fc.constantFrom('', '', '', '.', '.0', '.000', '.5', '.25', '.255', '.2500', '.00001', ',5');
const exponents = fc.constantFrom('', '', '', '', 'e3', 'E-2', 'e400', 'e-400', 'e+1', 'e', 'e1.5');
const numbers = fc
  .tuple(
    fc.constantFrom('', '', '', '-', '+', '--', ' '),
    digits,
    decimals,
    exponents,
    fc.constantFrom('', '', ' '),
  )
  .map((parts) => parts.join(''));
const odd = fc.constantFrom(
  '0x10',
  '0b11',
  '1_000',
  'inf',
  '-infinity',
  'nan0',
  '1 5',
  '１２',
  '5%',
  '1e5e5',
  '1.2.3',
);

/** Texts that are numbers, and such as nearly are; no word for missing values among them. */
export const numberTexts = fc
  .oneof(
    { weight: 8, arbitrary: numbers },
    odd,
    fc.string({
      unit: fc.constantFrom('0', '1', '9', '.', ',', 'e', 'E', '+', '-', '_', 'x', ' '),
      maxLength: 6,
    }),
  )
  .filter((text) => !['', '-', '--'].includes(text.trim()));

const upTo = (max: number) => fc.integer({ min: 0, max });
const two = (max: number) => upTo(max).map((n) => String(n).padStart(2, '0'));

/** Texts that are times, and such as nearly are. */
export const timeTexts = fc
  .record({
    year: fc.constantFrom('2024', '2023', '1000', '0999', '9999', '24', '12024'),
    month: fc.oneof(two(13), upTo(13).map(String)),
    day: fc.oneof(two(32), upTo(32).map(String)),
    gap: fc.constantFrom(' ', 'T', 'T', '  '),
    clock: fc.option(fc.tuple(two(24), two(60)).map((parts) => parts.join(':'))),
    seconds: fc.oneof(
      fc.constant(''),
      two(60).map((text) => `:${text}`),
      fc.constantFrom(':30.5', ':30.1234567', ':3'),
    ),
    zone: fc.constantFrom(
      '',
      '',
      'Z',
      'z',
      '+08:00',
      '-05:00',
      '+0530',
      ' +01',
      '+15:00',
      '+8',
      ' Z',
      '+08:60',
    ),
  })
  .map(({ year, month, day, gap, clock, seconds, zone }) =>
    clock === null ? `${year}-${month}-${day}` : `${year}-${month}-${day}${gap}${clock}${seconds}${zone}`,
  );
