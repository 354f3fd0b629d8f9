import { basename, extname, join } from 'node:path';
import type { Arguments } from './arguments.js';
import { UsageError } from './usage-error.js';

/** One file to draw and its target. */
export interface Job {
  readonly input: string;
  readonly output: string;
  readonly format: 'svg' | 'png';
}

function formatOf(name: string | undefined, source: string): Job['format'] {
  if (name === 'svg' || name === 'png') return name;
  throw new UsageError(`${source} must be svg or png, got ${JSON.stringify(name)}`);
}

function intoFolder(inputs: readonly string[], folder: string, wanted = 'png'): Job[] {
  const format = formatOf(wanted, '--format');
  const jobs = inputs.map((input) => {
    const name = input === '-' ? 'figure' : basename(input, extname(input));
    return { input, output: join(folder, `${name}.${format}`), format };
  });
  jobs.forEach(({ input, output }, index) => {
    const other = jobs.findIndex((job) => job.output === output);
    if (other < index)
      throw new UsageError(`${jobs[other]?.input ?? ''} and ${input} would both be written to ${output}`);
  });
  return jobs;
}

/**
 * The files to draw and their targets.
 *
 * @throws UsageError when inputs and outputs do not match
 */
export function planJobs({ inputs, output, outDir, format }: Arguments): Job[] {
  const [input] = inputs;
  if (input === undefined) throw new UsageError('no input; give a JSON file, or - for standard input');
  if (inputs.filter((name) => name === '-').length > 1) throw new UsageError('- can be given only once');
  if ((output === undefined) === (outDir === undefined)) {
    throw new UsageError('give either --output FILE or --out-dir FOLDER');
  }
  if (outDir !== undefined) return intoFolder(inputs, outDir, format);
  if (inputs.length > 1) throw new UsageError(`${inputs.length} inputs need --out-dir, not --output`);
  if (format !== undefined)
    throw new UsageError(
      '--format works only with --out-dir; --output takes the format from the file extension',
    );
  const file = output ?? '';
  return [
    {
      input,
      output: file,
      format: formatOf(extname(file).slice(1).toLowerCase(), `the extension of ${file}`),
    },
  ];
}
