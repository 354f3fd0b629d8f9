import { existsSync } from 'node:fs';
import { extname, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { parseJson } from '../parse-json.js';
import { exactValue } from '../run/parameter-file.js';
import { findProjectRoot } from '../run/project.js';
import { valueOfYaml, yaml } from '../yaml.js';
import { ConfigError } from './errors.js';
import { readUtf8 } from '../utf8.js';

/** The name of the key in package.json, and of the files. */
const NAME = 'nbconvert-ts-runner';
const FILES = ['json', 'yaml', 'yml'].map((ending) => `${NAME}.config.${ending}`);

const settings = z.record(z.string(), z.unknown());

/** A project's configuration. */
export interface Config {
  /** The file, as messages name it. */
  readonly file: string;
  /** The folder that paths in it are relative to. */
  readonly folder: string;
  /** Options by their long names, and a section of such options for each command. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The configuration of the project that a folder belongs to: `nbconvert-ts-runner.config.json` or `.yaml` in the
 * project root, or the key `nbconvert-ts-runner` of its package.json; undefined when there is none.
 *
 * @param wanted the file to take instead, relative to `cwd`
 * @throws {ConfigError} when it cannot be read, contains no options, or there is more than one
 * @example
 * findConfig(process.cwd())?.settings; // { notebooks: ['notebooks'], timeout: 120 }
 */
export function findConfig(cwd: string, wanted?: string): Config | undefined {
  const root = findProjectRoot(cwd);
  const name = (path: string): string => relative(cwd, path) || path;
  if (wanted !== undefined) {
    const path = resolve(cwd, wanted);
    return { file: wanted, folder: root, settings: readSettings(path, wanted) };
  }
  const found = FILES.map((file) => join(root, file)).filter((path) => existsSync(path));
  const inPackage = packageSettings(join(root, 'package.json'), name);
  const all = [
    ...found.map(name),
    ...(inPackage === undefined ? [] : [`${name(join(root, 'package.json'))} (${NAME})`]),
  ];
  const [file, second] = all;
  if (file === undefined) return undefined;
  if (second !== undefined) throw new ConfigError(file, `there is also ${second}. Keep only one of them.`);
  const [path] = found;
  return { file, folder: root, settings: path === undefined ? (inPackage ?? {}) : readSettings(path, file) };
}

function packageSettings(path: string, name: (path: string) => string): Record<string, unknown> | undefined {
  if (!existsSync(path)) return undefined;
  const value = settings.safeParse(readFile(path, name(path))).data?.[NAME];
  return value === undefined ? undefined : checked(value, `${name(path)} (${NAME})`);
}

function readSettings(path: string, file: string): Record<string, unknown> {
  return checked(readFile(path, file) ?? {}, file);
}

function checked(value: unknown, file: string): Record<string, unknown> {
  const { data } = settings.safeParse(value);
  if (data !== undefined) return data;
  throw new ConfigError(
    file,
    'contains no options. Write, for example, {"notebooks": ["notebooks"], "timeout": 120}.',
  );
}

function readFile(path: string, file: string): unknown {
  try {
    const text = readUtf8(path);
    const value: unknown = extname(path) === '.json' ? parseJson(text) : yamlValue(text);
    return exactValue(value, 'a value');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(file, missing ? 'no such file.' : `cannot be read: ${why}`, { cause });
  }
}

function yamlValue(text: string): unknown {
  const document = yaml().parseDocument(text, { intAsBigInt: true });
  const [problem] = document.errors;
  if (problem !== undefined) throw problem;
  return valueOfYaml(document);
}
