/** Whatever `-p` gives is what the cell gets, or it is refused. */
import { Script } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../runner/src/errors.js';
import type { JsonObject, JsonValue } from '../../../runner/src/json.js';
import { declaredParameters, injectParameters, parseParameter } from '../../../runner/src/run/parameters.js';
import { parameterValues } from '../../../runner/src/run/parameter-values.js';
import { anyJson, anyText } from '../support/arbitrary.js';
import { code, notebook } from '../support/notebooks.js';

/** The value that the cell behind the parameters sees; undefined where it is refused. */
function seen(declaration: string, { values = {}, text }: { values?: JsonObject; text?: string }): unknown {
  const book = notebook([code(declaration, { tags: ['parameters'] })]);
  const given = text === undefined ? undefined : parseParameter(`a=${text}`);
  const texts = given === undefined ? {} : { [given.name]: given.text };
  let taken: JsonObject;
  try {
    taken = parameterValues(declaredParameters(book, 'typescript'), { values, texts }, 'x.ipynb');
  } catch (error) {
    expect(error).toBeInstanceOf(ParameterError);
    return undefined;
  }
  const [, injected] = injectParameters(book, taken, 'typescript').notebook.cells;
  const script = new Script(`let a;\n${injected?.source ?? ''}\na`);
  return script.runInNewContext();
}

/** Objects of another context, and all their own keys, as JSON text. */
const json = (value: unknown) => JSON.stringify(value);

const key = fc.oneof(anyText, fc.constantFrom('__proto__', 'constructor', 'toString', '1', ''));
const anyValue = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyJson,
    anyText,
    fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }).map((object) => {
      const entries = Object.entries(object);
      return Object.fromEntries(entries);
    }),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
})).value;

/** Whether its whole numbers are those that their digits say: others are refused. */
function isKept(value: JsonValue): boolean {
  if (typeof value === 'object' && value !== null)
    return Object.values(value).every((each) => isKept(each as JsonValue));
  const text = String(value);
  return typeof value !== 'number' || !/^-?\d+$/.test(text) || BigInt(value).toString() === text;
}

const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: 1, maxLength: 25 });
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      digits.map((text) => text.replace(/^0+(?=.)/, '')),
    ),
    fc.option(digits, { nil: '' }),
    fc.option(fc.integer({ min: -400, max: 400 }), { nil: '' }),
  )
  .map(([sign, whole, decimals, exponent]) => {
    const point = decimals === '' ? '' : `.${decimals}`;
    return `${sign}${whole}${point}${exponent === '' ? '' : `e${exponent}`}`;
  });

/** Digits without zeros at either end, and the power of ten behind them: equal where two texts are one number. */
function exactly(text: string): string {
  const [, sign = '', whole = '', decimals = '', exponent = '0'] =
    /^(-?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text) ?? [];
  const all = (whole + decimals).replace(/^0+/, '');
  const kept = all.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(exponent) - decimals.length + all.length - kept.length}`;
}

describe('a parameter', () => {
  it('of JSON is what the cell gets, all keys of it', () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        const text = JSON.stringify(value);
        const expected = isKept(value) ? text : undefined;
        expect(json(seen('let a: unknown;', { text }))).toBe(expected);
        expect(json(seen('let a: unknown;', { values: { a: value } }))).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('declared as text is that text, but for the quotes of JSON', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let expected = text;
        try {
          const parsed: unknown = JSON.parse(text);
          if (typeof parsed === 'string') expected = parsed;
        } catch {
          // It is no JSON, and so it is meant as it stands.
        }
        expect(seen('let a: string;', { text })).toBe(expected);
        expect(seen('let a: string;', { text: JSON.stringify(text) })).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('declared as a number is the number that is nearest, and a whole one exactly it or refused', () => {
    fc.assert(
      fc.property(numberText, (text) => {
        const value = seen('let a: number;', { text });
        const whole = /^-?\d+$/.test(text);
        const kept = Number.isFinite(Number(text)) && (Number(text) !== 0 || exactly(text) === '0');
        const exact = kept && (!whole || exactly(BigInt(Number(text)).toString()) === exactly(text));
        expect(value !== undefined).toBe(exact);
        if (exact) expect(value).toBe(Number(text));
      }),
      { numRuns: 1000 },
    );
  });
});
