import { ParameterError } from '../errors.js';
import {
  isJsonObject,
  plainNumbers,
  RawNumber,
  stringifyJson,
  type JsonObject,
  type JsonValue,
} from '../json.js';
import { parseJson } from '../parse-json.js';
import { keepsValue } from '../raw-number.js';
import { fits } from './parameter-types.js';
import type { DeclaredParameter } from './parameter-syntax.js';

/** Values from a file or from code, which have a type, and words of the command line, which get one. */
export interface GivenParameters {
  readonly values: JsonObject;
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * The values of the parameters that a notebook declares. A word of the command line is read as JSON where that fits
 * the declared type, otherwise as text where that fits: `-p name=true` is text for `let name: string`, and
 * `-p on=true` is true for `let on: boolean`. Where the type is not one that JSON can be checked against, a word is
 * JSON if it can be read so, and the compiler checks it.
 *
 * @param notebook how messages call it
 * @throws {ParameterError} naming parameter, declared type and value when they do not fit
 */
export function parameterValues(
  declared: readonly DeclaredParameter[],
  { values, texts }: GivenParameters,
  notebook: string,
): JsonObject {
  const all = new Map<string, JsonValue[]>(Object.entries(values).map(([name, value]) => [name, [value]]));
  for (const [name, text] of Object.entries(texts)) all.set(name, readings(text));
  const known = new Map(declared.map((each) => [each.name, each]));
  const chosen = [...all].map(([name, candidates]): [string, JsonValue] => {
    const parameter = known.get(name);
    const value =
      parameter === undefined
        ? candidates[0]
        : candidates.find((each) => fits(parameter.type, plainNumbers(each)));
    if (value === undefined) throw misfit(name, parameter?.shown ?? '', candidates[0] ?? null, notebook);
    checkNumbers(name, value);
    return [name, plainNumbers(value)];
  });
  return Object.fromEntries(chosen);
}

/** What a word may mean, in the order of preference. */
function readings(text: string): JsonValue[] {
  try {
    return [parseJson(text), text];
  } catch {
    return [text];
  }
}

/** @throws {ParameterError} when there is a number in it that the cell would not get as it was given */
function checkNumbers(name: string, value: JsonValue): void {
  if (Array.isArray(value) || isJsonObject(value)) {
    for (const each of Object.values(value)) checkNumbers(name, each);
    return;
  }
  const text = value instanceof RawNumber ? value.text : typeof value === 'number' ? String(value) : '0';
  if (keepsValue(text)) return;
  throw new ParameterError(
    `parameter ${name}: ${text} cannot be passed on as a number without change. Put it in quotes to make it text.`,
  );
}

function misfit(name: string, shown: string, value: JsonValue, notebook: string): ParameterError {
  const isNumber = typeof value === 'number' || value instanceof RawNumber;
  const what = Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : `a ${isNumber ? 'number' : typeof value}`;
  const advice = isNumber && shown.includes('str') ? ' Put the value in quotes to make it a string.' : '';
  const text = stringifyJson(value);
  return new ParameterError(
    `parameter ${name}: ${notebook} declares it as ${shown.replace(/\s+/g, ' ')}, ` +
      `and ${text.length > 60 ? `${text.slice(0, 60)}…` : text}${value === null ? '' : ` is ${what}`}.${advice}`,
  );
}
