import type { ArgsDef } from 'citty';
import { ParameterError, UsageError } from '../errors.js';
import { DEFAULT_TIMEOUT_SECONDS, type RunOptions } from '../run/options.js';
import { readEachFile, readParameterFile } from '../run/parameter-file.js';
import { parseParameter } from '../run/parameters.js';
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
    description: 'Set a variable of the cell tagged "parameters", as the cell declares it; repeatable',
  },
  'params-file': {
    type: 'string',
    valueHint: 'FILE',
    description: 'Set the variables that this YAML or JSON file lists, name: value; -p wins over it',
  },
  each: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Make one output for each entry of this YAML or JSON list of parameters',
  },
  name: {
    type: 'string',
    valueHint: 'TEMPLATE',
    description: 'Name of the outputs of --each, such as "{notebook}-{region}"; by default {notebook}-{n}',
  },
  'output-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Write notebooks, markdown and figures there; without it they are rewritten in place',
  },
  'figures-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Where figures go; by default "figures" in the project root or in the output folder',
  },
  claims: {
    type: 'string',
    valueHint: 'fail|report',
    description: 'What a claim that does not hold does; by default fail in place, report with --output-dir',
  },
  'no-ledger': {
    type: 'boolean',
    description: 'Leave out the ledger of all claims, claims.json and claims.md in the folder of the figures',
  },
  timeout: {
    type: 'string',
    valueHint: 'SECONDS',
    description: `Time limit of each cell; by default ${DEFAULT_TIMEOUT_SECONDS}`,
  },
  'notebook-timeout': {
    type: 'string',
    valueHint: 'SECONDS',
    description: 'Time limit of all cells of a notebook together; by default there is none',
  },
  env: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Let kernels see this environment variable; repeatable',
  },
  kernel: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Use this kernel instead of the one a notebook names',
  },
  jobs: {
    type: 'string',
    alias: 'j',
    valueHint: 'N',
    description: 'How many notebooks run side by side; by default one for each processor, at most 4',
  },
  'no-cache': {
    type: 'boolean',
    description: 'Execute everything, also what has not changed since an earlier run',
  },
  'cache-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Where results are kept for reuse; by default node_modules/.cache/nbconvert-ts-runner',
  },
  'cache-size': {
    type: 'string',
    valueHint: 'MB',
    description: 'How much is kept for reuse; by default 2000',
  },
  resume: {
    type: 'boolean',
    description: 'Go on where the last run ended: do not repeat what succeeded and has not changed',
  },
  'in-place': { type: 'boolean', description: 'Allow -p to overwrite the notebooks themselves' },
};

/** What the options ask for. */
export function runOptions(given: ParsedArguments): RunOptions {
  const optional = {
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
    ledger: !given.flag('no-ledger'),
    cache: !given.flag('no-cache'),
    resume: given.flag('resume'),
    ...optional,
  };
}

function parameterTexts(given: readonly string[]): Record<string, string> {
  const parsed = given.map(parseParameter);
  const twice = parsed.find(({ name }, index) => parsed.findIndex((other) => other.name === name) < index);
  if (twice !== undefined) throw new ParameterError(`-p ${twice.name} is given twice.`);
  return Object.fromEntries(parsed.map(({ name, text }) => [name, text]));
}

function fromFile<T>(path: string | undefined, read: (path: string) => T): T | undefined {
  return path === undefined ? undefined : read(path);
}

function claimsRule(text: string | undefined): 'fail' | 'report' | undefined {
  if (text === undefined || text === 'fail' || text === 'report') return text;
  throw new UsageError(`--claims ${text}: write fail or report.`);
}

function seconds(name: string, given: ParsedArguments): number | undefined {
  return positive(name, given, 'a number of seconds');
}

function positive(name: string, given: ParsedArguments, what: string): number | undefined {
  const text = given.value(name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value > 0) return value;
  throw new UsageError(`--${name} ${text}: write ${what} above 0.`);
}

function jobs(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,2}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`--jobs ${text}: write a whole number from 1.`);
}
