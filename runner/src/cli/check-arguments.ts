import type { ArgsDef } from 'citty';
import { UsageError } from '../errors.js';
import type { CheckOptions } from '../check/options.js';
import { omit } from '../omit.js';
import type { ParsedArguments } from './parse.js';
import { RUN_ARGUMENTS, runOptions } from './run-arguments.js';

/** The options of the commands that compare fresh results with committed ones. */
export const CHECK_ARGUMENTS: ArgsDef = {
  ...omit(
    RUN_ARGUMENTS,
    'parameter',
    'params-file',
    'each',
    'name',
    'lang',
    'in-place',
    'no-cache',
    'resume',
  ),
  cache: {
    type: 'boolean',
    description: 'Reuse earlier results if nothing they depend on has changed; by default everything runs',
  },
  'output-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Keep fresh results and images of differences in this folder; by default a temporary one',
  },
  'figures-dir': {
    type: 'string',
    valueHint: 'DIR',
    description: 'Folder of the committed figures; by default "figures" in the project root',
  },
  claims: {
    type: 'string',
    valueHint: 'fail|report',
    description:
      'With report, a claim that does not hold is a difference only if its verdict changed; by default fail',
  },
  tolerance: {
    type: 'string',
    valueHint: 'NUMBER',
    description: 'Relative difference up to which numbers count as equal, such as 1e-9; by default 0',
  },
  sanitize: {
    type: 'string',
    valueHint: 'NAME',
    description: 'Ignore uuid, timestamp, hex-address, duration or path in texts; repeatable',
  },
  figures: {
    type: 'string',
    valueHint: 'all|data|pixels|size',
    description: 'What to compare in figures; by default all',
  },
  'notebooks-only': {
    type: 'boolean',
    description: 'Compare only notebooks, not their markdown, figure files and other files they write',
  },
};

/** What the options ask for. */
export function checkOptions(given: ParsedArguments): CheckOptions {
  const run = omit(
    runOptions(given),
    'parameters',
    'parameterTexts',
    'each',
    'outputName',
    'lang',
    'inPlace',
    'resume',
  );
  const figure = given.value('figures');
  const settings = {
    sanitize: given.values('sanitize'),
    tolerance: tolerance(given.value('tolerance')),
    ...(figure !== undefined && { figure: figureRule(figure) }),
  };
  return { ...run, cache: given.flag('cache'), settings, notebooksOnly: given.flag('notebooks-only') };
}

function tolerance(text: string | undefined): number {
  const value = Number(text ?? 0);
  if (text?.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new UsageError(`--tolerance ${text ?? ''}: must be a number of at least 0, for example 1e-9.`);
}

function figureRule(text: string): 'all' | 'data' | 'pixels' | 'size' {
  if (text === 'all' || text === 'data' || text === 'pixels' || text === 'size') return text;
  throw new UsageError(`--figures ${text}: use all, data, pixels or size.`);
}
