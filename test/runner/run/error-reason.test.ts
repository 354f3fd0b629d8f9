import { describe, expect, it } from 'vitest';
import type { ErrorOutput, Output } from '../../../runner/src/nbformat/index.js';
import { errorReason } from '../../../runner/src/run/error-reason.js';

const error = (evalue: string, traceback: string[] = [], ename = ''): ErrorOutput => ({
  output_type: 'error',
  ename,
  evalue,
  traceback,
});
const stderr = (text: string): Output => ({ output_type: 'stream', name: 'stderr', text });

describe('errorReason', () => {
  it.each<[string, ErrorOutput, Output[], string, string]>([
    ['the message', error('bad\nthing'), [stderr('noise')], '', 'bad'],
    ['the message behind blank lines', error('\n\n  bad'), [], '', '  bad'],
    ['the traceback', error('', ['at f', '\u001b[31mIt broke\u001b[0m']), [], '', 'It broke'],
    ['that there is none', error('', ['ValueError: '], 'ValueError'), [], '', 'no message'],
    [
      'stderr of the cell',
      error(''),
      [stderr('first\nsec'), stderr('ond\n')],
      'log',
      'the kernel gave no reason; on stderr was printed:\n  first\n  second',
    ],
    [
      'the log',
      error(''),
      [],
      'segment lost',
      'the kernel gave no reason; on stderr was printed:\n  segment lost',
    ],
    [
      'that nothing is known',
      error(''),
      [],
      '',
      'the kernel gave no reason, and nothing was printed on stderr',
    ],
  ])('says %s', (_, output, outputs, log, reason) => {
    expect(errorReason(output, outputs, log)).toBe(reason);
  });
});
