import { mkdir, rename, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { InvalidFigureError, InvalidOptionError, RenderError } from '../errors.js';
import type { RendererOptions, RenderOptions } from '../options.js';
import { RendererPool } from '../pool/pool.js';
import { Renderer } from '../renderer.js';
import { readFigure } from './figure-file.js';
import type { Job } from './plan.js';
import { UsageError } from './usage-error.js';

/** Writes next to the target and renames, so that no half picture is ever seen. */
async function save(file: string, content: string | Uint8Array): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(partial, content);
    await rename(partial, file);
  } catch (cause) {
    throw new UsageError(`cannot write ${file}: ${cause instanceof Error ? cause.message : ''}`, { cause });
  }
}

const nameOf = (input = '') => (input === '-' ? 'standard input' : input);

/** Draws one job, its errors and warnings named by the input. */
async function drawJob(artist: Renderer | RendererPool, { input, output, format }: Job, warn: Warn) {
  const options: RenderOptions = {
    onWarning: (message) => {
      warn(`${nameOf(input)}: ${message}`);
    },
  };
  const figure = await readFigure(input);
  await save(output, await artist[format](figure, options));
}

type Warn = (message: string) => void;

/** A figure that failed, and the exit code for it. */
export interface Failure {
  readonly message: string;
  readonly exitCode: 1 | 2;
}

const AT_FAULT_OF_INPUT = [UsageError, InvalidFigureError, InvalidOptionError];

/** An error on one line, with exit code 2 for invalid input and 1 for a figure that cannot be drawn. */
export function describeFailure(error: unknown): Failure {
  if (!(error instanceof RenderError)) throw error;
  const isInput = AT_FAULT_OF_INPUT.some((kind) => error instanceof kind);
  return { message: error.message.replace(/\s*\n\s*/g, ' '), exitCode: isInput ? 2 : 1 };
}

/** Draws all jobs in parallel. A failure is reported and does not stop the others. */
export async function drawJobs(
  jobs: readonly Job[],
  options: RendererOptions,
  warn: Warn,
): Promise<Failure[]> {
  const workers = Math.min(jobs.length, availableParallelism());
  const artist =
    workers === 1 ? await Renderer.create(options) : await RendererPool.create({ ...options, workers });
  try {
    const results = await Promise.allSettled(jobs.map((job) => drawJob(artist, job, warn)));
    return results.flatMap((result, index) => {
      if (result.status === 'fulfilled') return [];
      const { message, exitCode } = describeFailure(result.reason);
      // A usage error names the file itself.
      const place = result.reason instanceof UsageError ? '' : `${nameOf(jobs[index]?.input)}: `;
      return [{ message: place + message, exitCode }];
    });
  } finally {
    await artist.dispose();
  }
}
