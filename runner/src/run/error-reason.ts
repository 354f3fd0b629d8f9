import type { ErrorOutput, Output } from '../nbformat/index.js';
import { stripAnsi } from '../text/ansi.js';
import { lastLines } from '../text/last-lines.js';

/** How much of a message, and of the traceback below it, a terminal shows; the notebook has all. */
const MOST_LINES = 30;
const LONGEST_LINE = 500;
const MOST_FRAMES = 6;

/**
 * What an error says, in words that are never empty: its whole message and where in the cells it came from, else the end of its traceback, else what the
 * cell or the kernel printed on stderr last. Kernels other than IPython often leave out all but the last.
 *
 * @param log what the kernel's process printed outside the protocol
 */
export function errorReason(error: ErrorOutput, outputs: readonly Output[], log: string): string {
  const message = stripAnsi(error.evalue)
    .split('\n')
    .map((line) => line.trimEnd());
  const begin = message.findIndex((line) => line !== '');
  const end = message.findLastIndex((line) => line !== '');
  if (begin >= 0)
    return [...bounded(message.slice(begin, end + 1)), ...ownFrames(error.traceback, message)].join('\n');
  const traceback = lastLines(error.traceback.join('\n'), 1);
  if (traceback !== '') return traceback.replace(/:\s*$/, '') === error.ename ? 'no message' : traceback;
  const stderr = outputs
    .flatMap((output) => (output.output_type === 'stream' && output.name === 'stderr' ? output.text : []))
    .join('');
  const printed = thrown(stderr) || lastLines(stderr) || lastLines(log);
  if (printed === '') return 'the kernel gave no reason, and nothing was printed on stderr';
  const lines = printed.split('\n').map((line) => `\n  ${line}`);
  return `the kernel gave no reason; stderr shows:${lines.join('')}`;
}

const FRAME = /^\s+at /;

/** What a script kernel printed of an error that ended a cell: its message, which stands above the frames. */
function thrown(stderr: string): string {
  const lines = lastLines(stderr, Infinity).split('\n');
  const last = lines.findLastIndex((line) => FRAME.test(line));
  const above = lines.findLastIndex((line, index) => index < last && !FRAME.test(line));
  return above < 0 ? '' : lines.slice(Math.max(0, above - 7), above + 1).join('\n');
}

function bounded(lines: readonly string[]): string[] {
  const shown = lines
    .slice(0, MOST_LINES)
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line));
  return lines.length > MOST_LINES ? [...shown, `… and ${lines.length - MOST_LINES} more lines`] : shown;
}

/** `at f (cell 3:1:2)` of script kernels, `Cell In[3], line 12` and the line it marks of IPython. */
const OWN_FRAME = /\bcell \d+:\d+|\bCell In ?\[\d+\], line \d+|^-+> ?\d+ /;

/** The lines of a traceback that are about cells of the notebook, without those that the message has. */
function ownFrames(traceback: readonly string[], message: readonly string[]): string[] {
  const frames = stripAnsi(traceback.join('\n'))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => OWN_FRAME.test(line) && !message.some((each) => each.includes(line)));
  return bounded([...new Set(frames)].slice(0, MOST_FRAMES)).map((line) => `    ${line}`);
}
