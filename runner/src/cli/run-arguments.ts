import type { ArgsDef } from 'citty';
import { ParameterError, UsageError } from '../errors.js';
import { DEFAULT_TIMEOUT_SECONDS, type RunOptions } from '../run/options.js';
import { checkParameterNames, readEachFile, readParameterFile } from '../run/parameter-file.js';
import { parseParameter } from '../run/parameters.js';
import { checkLanguage } from '../translate/paths.js';
import { requireInputs } from './inputs.js';
import type { ParsedArguments } from './parse.js';

/** The options of every command that executes notebooks. */
export const RUN_ARGUMENTS: ArgsDef = {
  notebooks: {
    type: 'positional',
    required: false,
    description: 'Files, folders or glob patterns',
  },
  parameter: {
    type: 'string',
    alias: 'p',
    valueHint: 'name=value',
    description: 'Set a variable declared in the cell tagged "parameters"; repeatable',
  },
  'params-file': {
    type: 'string',
    valueHint: 'FILE',
    description: 'Set variables from this YAML or JSON file (name: value); -p takes precedence',
  },
  each: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Write one output per entry of this YAML or JSON list of parameters',
  },
  name: {
    type: 'string',
    valueHint: 'TEMPLATE',
    description: 'Name of the outputs of --each, such as "{notebook}-{region}"; by default {notebook}-{n}',
  },
  lang: {
    type: 'string',
    valueHint: 'TAG',
    description:
      'Run in this language, such as zh, with the translations in zh/NAME.yaml next to each notebook',
  },
  'output-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Output folder for notebooks, markdown and figures; by default they are rewritten in place',
  },
  'figures-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder for figures; by default "figures" in the project root or in the output folder',
  },
  claims: {
    type: 'string',
    valueHint: 'fail|report',
    description:
      'What to do when a claim is not as expected; by default fail in place, report with --output-dir',
  },
  'no-register': {
    type: 'boolean',
    description: 'Do not write the claims register (claims.json and claims.md in the figures folder)',
  },
  timeout: {
    type: 'string',
    valueHint: 'SECONDS',
    description: `Time limit per cell; by default ${DEFAULT_TIMEOUT_SECONDS}`,
  },
  'notebook-timeout': {
    type: 'string',
    valueHint: 'SECONDS',
    description: 'Time limit per notebook, all its cells together; by default none',
  },
  env: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Pass this environment variable to kernels; repeatable',
  },
  kernel: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Use this kernel instead of the one named in the notebook',
  },
  jobs: {
    type: 'string',
    alias: 'j',
    valueHint: 'N',
    description: 'How many notebooks run in parallel; by default one per processor, at most 4',
  },
  'no-cache': {
    type: 'boolean',
    description: 'Execute everything, even if nothing has changed since an earlier run',
  },
  'cache-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Cache folder; by default node_modules/.cache/nbconvert-ts-runner',
  },
  'cache-size': {
    type: 'string',
    valueHint: 'MB',
    description: 'Size limit of the cache; by default 2000',
  },
  resume: {
    type: 'boolean',
    description: 'Continue where the last run stopped: do not repeat what succeeded and has not changed',
  },
  strict: {
    type: 'boolean',
    description: 'Fail on warnings about figures, such as characters that no font has',
  },
  'in-place': { type: 'boolean', description: 'Allow -p to overwrite the notebooks themselves' },
};

/** What the options ask for. */
export function runOptions(given: ParsedArguments): RunOptions {
  const lang = given.value('lang');
  const optional = {
    lang: lang === undefined ? undefined : checkLanguage(lang),
    outputDir: given.value('output-dir'),
    figuresDir: given.value('figures-dir'),
    kernel: given.value('kernel'),
    claims: claimsRule(given.value('claims')),
    timeoutSeconds: seconds('timeout', given),
    notebookTimeoutSeconds: seconds('notebook-timeout', given),
    cacheDir: given.value('cache-dir'),
    cacheMegabytes: positive('cache-size', given, 'a number of megabytes'),
    jobs: jobs(given.value('jobs')),
  };
  return {
    inputs: requireInputs(given.words),
    parameters: fromFile(given.value('params-file'), readParameterFile) ?? {},
    parameterTexts: parameterTexts(given.values('parameter')),
    each: fromFile(given.value('each'), readEachFile),
    outputName: given.value('name'),
    env: given.values('env'),
    inPlace: given.flag('in-place'),
    strict: given.flag('strict'),
    register: !given.flag('no-register'),
    cache: !given.flag('no-cache'),
    resume: given.flag('resume'),
    ...optional,
  };
}

function parameterTexts(given: readonly string[]): Record<string, string> {
  const parsed = given.map(parseParameter);
  const twice = parsed.find(({ name }, index) => parsed.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new ParameterError(`-p ${twice.name} is given twice.`);
  const texts = Object.fromEntries(parsed.map(({ name, text }) => [name, text]));
  checkParameterNames(texts, '-p');
  return texts;
}

function fromFile<T>(path: string | undefined, read: (path: string) => T): T | undefined {
  return path === undefined ? undefined : read(path);
}

function claimsRule(text: string | undefined): 'fail' | 'report' | undefined {
  if (text === undefined || text === 'fail' || text === 'report') return text;
  throw new UsageError(`--claims ${text}: use fail or report.`);
}

function seconds(name: string, given: ParsedArguments): number | undefined {
  return positive(name, given, 'a number of seconds');
}

function positive(name: string, given: ParsedArguments, what: string): number | undefined {
  const text = given.value(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${name} ${text}: must be ${what} above 0.`);
}

function jobs(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,2}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`--jobs ${text}: must be a whole number of at least 1.`);
}
