import { readFileSync } from 'node:fs';
import { ParameterError } from '../errors.js';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.js';
import { yaml } from '../yaml.js';

/**
 * Reads parameters from a YAML or JSON file: a mapping of names to values. YAML is 1.2 with its core schema, so
 * `no`, `on` and `2024-01-01` are text.
 *
 * @throws {ParameterError} naming the file, and the line where it breaks
 */
export function readParameterFile(path: string, option = '--params-file'): JsonObject {
  const content = readYaml(path, option);
  if (isJsonObject(content)) return content;
  throw new ParameterError(
    `${option} ${path}: write one parameter a line, name: value.` +
      (Array.isArray(content) ? ' A list makes one output for each entry: give it as --each.' : ''),
  );
}

/**
 * Reads a list of such mappings: one output for each.
 *
 * @throws {ParameterError} naming the file, and the line where it breaks
 */
export function readEachFile(path: string, option = '--each'): JsonObject[] {
  const content = readYaml(path, option);
  if (Array.isArray(content) && content.length > 0 && content.every(isJsonObject)) return content;
  throw new ParameterError(`${option} ${path}: write a list of parameters, each entry "- name: value".`);
}

function readYaml(path: string, option: string): JsonValue {
  const where = `${option} ${path}`;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
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
  return plain(document.toJS(), where);
}

/** JSON out of what YAML gave; what JSON has no word for is an error. */
function plain(value: unknown, where: string): JsonValue {
  if (Array.isArray(value)) return value.map((each) => plain(each, where));
  if (typeof value === 'bigint') {
    if (Number.isSafeInteger(Number(value))) return Number(value);
    throw new ParameterError(
      `${where}: ${value} is too large for a number. Put it in quotes to make it text.`,
    );
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new ParameterError(`${where}: ${value} is no value a parameter can have.`);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, where)]));
  }
  return value as JsonValue;
}
