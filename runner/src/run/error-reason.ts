import type { ErrorOutput, Output } from '../nbformat/index.js';
import { stripAnsi } from '../text/ansi.js';
import { lastLines } from '../text/last-lines.js';

/**
 * What an error says, in words that are never empty: its message, else the end of its traceback, else what the
 * cell or the kernel printed on stderr last. Kernels other than IPython often leave out all but the last.
 *
 * @param log what the kernel's process printed outside the protocol
 */
export function errorReason(error: ErrorOutput, outputs: readonly Output[], log: string): string {
  const message = firstLine(stripAnsi(error.evalue));
  if (message !== undefined) return message;
  const traceback = lastLines(error.traceback.join('\n'), 1);
  if (traceback !== '') return traceback.replace(/:\s*$/, '') === error.ename ? 'no message' : traceback;
  const stderr = outputs
    .flatMap((output) => (output.output_type === 'stream' && output.name === 'stderr' ? output.text : []))
    .join('');
  const printed = lastLines(stderr) || lastLines(log);
  if (printed === '') return 'the kernel gave no reason, and nothing was printed on stderr';
  const lines = printed.split('\n').map((line) => `\n  ${line}`);
  return `the kernel gave no reason; on stderr was printed:${lines.join('')}`;
}

function firstLine(text: string): string | undefined {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .find((line) => line !== '');
}
