import { loadLocale } from '../locale.js';
import type { RenderOptions, TextForm } from '../options.js';
import { parseArguments, type Arguments } from './arguments.js';
import { describeFailure, drawJobs } from './draw.js';
import { readJson } from './figure-file.js';
import { fontArgument } from './font-argument.js';
import { helpText, version } from './help.js';
import { planJobs } from './plan.js';
import { UsageError } from './usage-error.js';

function numberOf(name: string, value: string): number {
  const number = Number(value);
  if (value.trim() !== '' && number > 0 && Number.isFinite(number)) return number;
  throw new UsageError(`--${name} must be a number above 0, got ${JSON.stringify(value)}`);
}

function textForm(value: string): TextForm {
  if (value === 'text' || value === 'outlines') return value;
  throw new UsageError(`--text-as must be text or outlines, got ${JSON.stringify(value)}`);
}

async function renderOptions(given: Arguments): Promise<RenderOptions> {
  const { background, textAs, locale, template } = given;
  const sizes = (['width', 'height', 'scale'] as const).flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, numberOf(name, value)]];
  });
  loadLocale(locale);
  return {
    ...(Object.fromEntries(sizes) as Pick<RenderOptions, 'width' | 'height' | 'scale'>),
    ...(background === undefined ? {} : { background }),
    ...(textAs === undefined ? {} : { textAs: textForm(textAs) }),
    ...(locale === undefined ? {} : { locale }),
    ...(template === undefined ? {} : { template: (await readJson(template)) as object }),
  };
}

/** Where a command prints. */
export interface Streams {
  readonly stdout: { write: (text: string) => unknown };
  readonly stderr: { write: (text: string) => unknown };
}

/**
 * Runs the command.
 *
 * @returns the exit code: 0 success, 1 a figure cannot be drawn, 2 invalid usage or input
 */
export async function runCommand(rawArgs: readonly string[], streams: Streams): Promise<number> {
  const say = (message: string) => streams.stderr.write(`${message}\n`);
  try {
    return await run(rawArgs, streams.stdout, say);
  } catch (error) {
    const { message, exitCode } = describeFailure(error);
    say(`error: ${message}`);
    return exitCode;
  }
}

async function run(
  rawArgs: readonly string[],
  stdout: Streams['stdout'],
  say: (message: string) => unknown,
): Promise<number> {
  if (rawArgs.includes('--help') || rawArgs.includes('-h')) {
    stdout.write(await helpText());
    return 0;
  }
  if (rawArgs.includes('--version')) {
    stdout.write(`${version()}\n`);
    return 0;
  }
  const given = parseArguments(rawArgs);
  const jobs = planJobs(given);
  const options = { defaults: await renderOptions(given), fonts: given.fonts.map(fontArgument) };
  const failures = await drawJobs(jobs, options, (message) => {
    say(`warning: ${message}`);
  });
  for (const { message } of failures) say(`error: ${message}`);
  return Math.max(0, ...failures.map(({ exitCode }) => exitCode));
}
