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
  throw new UsageError(`--${name} must be a number above 0, is ${JSON.stringify(value)}`);
}

function textForm(value: string): TextForm {
  if (value === 'text' || value === 'outlines') return value;
  throw new UsageError(`--text-as must be text or outlines, is ${JSON.stringify(value)}`);
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

const say = (message: string) => {
  process.stderr.write(`${message}\n`);
};

/** Does what the command line says and returns the exit code. */
async function run(rawArgs: readonly string[]): Promise<number> {
  if (rawArgs.includes('--help') || rawArgs.includes('-h')) {
    process.stdout.write(await helpText());
    return 0;
  }
  if (rawArgs.includes('--version')) {
    process.stdout.write(`${version()}\n`);
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

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const { message, exitCode } = describeFailure(error);
  say(`error: ${message}`);
  process.exitCode = exitCode;
}
