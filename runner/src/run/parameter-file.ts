import type { Document } from 'yaml';
import { ParameterError } from '../errors.js';
import { isJsonObject, RawNumber, type JsonObject, type JsonValue } from '../json.js';
import { keepsValue } from '../raw-number.js';
import { valueOfYaml, yaml } from '../yaml.js';
import { readUtf8 } from '../utf8.js';

/**
 * Reads parameters from a YAML or JSON file: a mapping of names to values. YAML is 1.2 with its core schema, so
 * `no`, `on` and `2024-01-01` are text.
 *
 * @throws {ParameterError} naming the file, and the line where it breaks
 */
export function readParameterFile(path: string, option = '--params-file'): JsonObject {
  const content = readYaml(path, option);
  if (isJsonObject(content)) {
    checkParameterNames(content, `${option} ${path}`);
    return content;
  }
  throw new ParameterError(
    `${option} ${path}: write one parameter per line, as name: value.` +
      (Array.isArray(content) ? ' For one output per entry of a list, use --each.' : ''),
  );
}

/**
 * Reads a list of such mappings: one output for each.
 *
 * @throws {ParameterError} naming the file, and the line where it breaks
 */
export function readEachFile(path: string, option = '--each'): JsonObject[] {
  const content = readYaml(path, option);
  if (Array.isArray(content) && content.length > 0 && content.every(isJsonObject)) {
    for (const entry of content) checkParameterNames(entry, `${option} ${path}`);
    return content;
  }
  throw new ParameterError(`${option} ${path}: write a list of parameters, each entry "- name: value".`);
}

/**
 * Refuses `__proto__`: objects of settings would lose it without a word.
 *
 * @throws {ParameterError}
 */
export function checkParameterNames(given: object, where: string): void {
  if (Object.hasOwn(given, '__proto__'))
    throw new ParameterError(`${where}: __proto__ cannot be the name of a parameter.`);
}

function readYaml(path: string, option: string): JsonValue {
  const where = `${option} ${path}`;
  let text: string;
  try {
    text = readUtf8(path);
  } catch (cause) {
    throw new ParameterError(`${where} cannot be read: ${String(cause)}`, { cause });
  }
  const document = yaml().parseDocument(text, { intAsBigInt: true });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem !== undefined) {
    const place = problem.linePos?.[0];
    const line = place === undefined ? '' : `:${place.line}:${place.col}`;
    throw new ParameterError(`${where}${line}: ${problem.message.split(/ at line|\n/, 1)[0] ?? ''}.`, {
      cause: problem,
    });
  }
  yaml().visit(document, {
    // YAML takes 1e-400 for 0.
    Scalar: (_, { value, source = '' }) => {
      if (value === 0 && /^[-+]?[\d.]/.test(source) && !keepsValue(source))
        throw beyondNumbers(source, where);
    },
  });
  return exactValue(toValue(document, where), where);
}

function toValue(document: Document.Parsed, where: string): unknown {
  try {
    return valueOfYaml(document);
  } catch (cause) {
    throw new ParameterError(`${where}: ${(cause as Error).message}.`, { cause });
  }
}

const beyondNumbers = (text: string, where: string): ParameterError =>
  new ParameterError(`${where}: ${text} is beyond what a number holds. Put it in quotes to make it text.`);

/**
 * JSON out of what YAML gave, or a parser of JSON; a number that would be changed is an error.
 *
 * @throws {ParameterError} naming the number
 */
export function exactValue(value: unknown, where: string): JsonValue {
  if (value instanceof RawNumber) {
    if (keepsValue(value.text)) return value.value;
    throw beyondNumbers(value.text, where);
  }
  if (Array.isArray(value)) return value.map((each) => exactValue(each, where));
  if (typeof value === 'bigint') {
    if (Number.isSafeInteger(Number(value))) return Number(value);
    throw beyondNumbers(String(value), where);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ParameterError(`${where}: ${value} is not a valid parameter value.`);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, exactValue(each, where)]));
  }
  return value as JsonValue;
}
