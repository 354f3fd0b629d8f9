import { readFileSync } from 'node:fs';
import { Validator, type OutputUnit } from '@cfworker/json-schema';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';

/** One place where a notebook is not as the format wants it. */
export interface FormatProblem {
  /** `cells[2].outputs[0].text`; empty for the notebook itself. */
  readonly path: string;
  /** What was expected there, in words. */
  readonly message: string;
}

/**
 * Checks the content of a notebook file against the official JSON schema of its minor version, and, as nbformat does
 * too, that no id stands twice.
 *
 * @param minor 0 to 5
 * @returns the problems, in the order of the file; none when it is valid
 * @example
 * formatProblems({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{ cell_type: 'raw' }] }, 5);
 * // [{ path: 'cells[0]', message: '"id" is missing' }, …]
 */
export function formatProblems(content: JsonObject, minor: number): FormatProblem[] {
  const cells = Array.isArray(content['cells']) ? content['cells'] : [];
  const twice = repeatedIds(cells);
  if (unitsOf(validator(minor), content).length === 0) return twice;
  return [
    ...problemsOf(Array.isArray(content['cells']) ? { ...content, cells: [] } : content, '', minor),
    ...cells.flatMap((cell, index) => cellProblems(cell, `cells[${index}]`, minor)),
    ...twice,
  ];
}

/** The schema wants a cell to be of exactly one kind; what is wrong is told by the kind that it says it is. */
function cellProblems(cell: JsonValue, path: string, minor: number): FormatProblem[] {
  const kind = isJsonObject(cell) ? cell['cell_type'] : undefined;
  if (!isJsonObject(cell) || (kind !== 'code' && kind !== 'markdown' && kind !== 'raw')) {
    return [{ path: `${path}.cell_type`, message: 'expected "code", "markdown" or "raw"' }];
  }
  const outputs = kind === 'code' && Array.isArray(cell['outputs']) ? cell['outputs'] : undefined;
  const shell = outputs === undefined ? cell : { ...cell, outputs: [] };
  return [
    ...problemsOf(shell, path, minor, `${kind}_cell`),
    ...(outputs ?? []).flatMap((output, index) => outputProblems(output, `${path}.outputs[${index}]`, minor)),
  ];
}

const OUTPUTS = ['execute_result', 'display_data', 'stream', 'error'];

function outputProblems(output: JsonValue, path: string, minor: number): FormatProblem[] {
  const kind = isJsonObject(output) ? output['output_type'] : undefined;
  if (typeof kind === 'string' && OUTPUTS.includes(kind)) return problemsOf(output, path, minor, kind);
  return [
    {
      path: `${path}.output_type`,
      message: 'expected "stream", "display_data", "execute_result" or "error"',
    },
  ];
}

function repeatedIds(cells: readonly JsonValue[]): FormatProblem[] {
  const first = new Map<JsonValue, number>();
  return cells.flatMap((cell, index) => {
    const id = isJsonObject(cell) ? cell['id'] : undefined;
    const before = id === undefined ? undefined : first.get(id);
    if (before !== undefined)
      return [{ path: `cells[${index}].id`, message: `is also the id of cells[${before}]` }];
    if (id !== undefined) first.set(id, index);
    return [];
  });
}

function problemsOf(value: JsonValue, path: string, minor: number, definition?: string): FormatProblem[] {
  const errors = unitsOf(validator(minor, definition), value);
  const problems = errors.flatMap((unit) => {
    const message = inWords(unit);
    return message === undefined
      ? []
      : [{ path: `${path}${pathOf(unit.instanceLocation)}`.replace(/^\./, ''), message }];
  });
  const unique = new Map(problems.map((problem) => [`${problem.path} ${problem.message}`, problem]));
  return [...unique.values()];
}

/** The validator cannot write down a key that holds half a character. */
function unitsOf(by: Validator, value: JsonValue): OutputUnit[] {
  try {
    return by.validate(value).errors;
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    const message = 'a key contains half a surrogate pair';
    return [{ keyword: 'key', keywordLocation: '#', instanceLocation: '#', error: message }];
  }
}

/** Undefined: another unit says it better, this one only tells on which way it was found. */
function inWords({ keyword, keywordLocation, error, instanceLocation }: OutputUnit): string | undefined {
  // Inside a choice of string and list of strings the choice itself is told.
  if (keywordLocation.includes('/oneOf/')) return undefined;
  const quoted = [...error.matchAll(/"([^"]*)"/g)].map(([, word = '']) => word);
  switch (keyword) {
    case 'required':
      return `"${quoted.at(-1) ?? ''}" is missing`;
    case 'false':
      return 'is not a key of the format';
    case 'type':
      return `expected ${expectedTypes(error)}`;
    case 'oneOf':
      return 'expected a string or a list of strings';
    case 'enum':
      return `expected one of ${error.slice(error.indexOf('['))}`.replace(/\.$/, '');
    case 'pattern':
    case 'minLength':
    case 'maxLength':
      return instanceLocation.endsWith('/id')
        ? 'expected 1 to 64 letters, digits, hyphens and underscores'
        : 'does not match the pattern that the format requires';
    case 'minimum':
      return 'is below the minimum of the format';
    case 'uniqueItems':
      return 'contains a duplicate value';
    case 'key':
      return error;
    default:
      return undefined;
  }
}

/** `Instance type "number" is invalid. Expected "string", "null".` */
function expectedTypes(error: string): string {
  const types = error.slice(error.indexOf('Expected')).match(/(?<=")[a-z]+(?=")/g) ?? [];
  return types.join(' or ');
}

/** `#/source/0` is `.source[0]`. */
function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => decodeURI(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('');
}

const validators = new Map<string, Validator>();

function validator(minor: number, definition?: string): Validator {
  const key = `${minor} ${definition ?? ''}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const schema = loadSchema(minor);
  const part = { definitions: schema['definitions'], $ref: `#/definitions/${definition ?? ''}` };
  // A whole notebook is only asked whether it is valid; a part is asked for everything that is wrong.
  const made = new Validator(definition === undefined ? schema : part, '4', false);
  validators.set(key, made);
  return made;
}

function loadSchema(minor: number): Record<string, unknown> {
  const path = new URL(`../../schema/nbformat.v4.${minor}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
