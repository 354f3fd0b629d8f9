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
    [
      'the whole message',
      error('bad\nthing\n\nwith a hint\n\n'),
      [stderr('noise')],
      '',
      'bad\nthing\n\nwith a hint',
    ],
    [
      'where in the cells it came from',
      error('bad', ['Error: bad', '    at f (cell 2:1:7)', '    at node:fs:3', '    at cell 3:2:1']),
      [],
      '',
      'bad\n    at f (cell 2:1:7)\n    at cell 3:2:1',
    ],
    [
      'the line that IPython marks',
      error('bad', [
        'Cell \u001b[1;32mIn[3], line 2\u001b[0m',
        '      1 x = 1',
        '----> 2 f(x)',
        'ValueError: bad',
      ]),
      [],
      '',
      'bad\n    Cell In[3], line 2\n    ----> 2 f(x)',
    ],
    [
      'no more than a screen of it',
      error(Array.from({ length: 99 }, (_, n) => `line ${n}`.padEnd(600, '.')).join('\n')),
      [],
      '',
      [
        ...Array.from({ length: 30 }, (_, n) => `${`line ${n}`.padEnd(500, '.')}…`),
        '… and 69 more lines',
      ].join('\n'),
    ],
    ['the message behind blank lines', error('\n\n  bad'), [], '', '  bad'],
    ['the traceback', error('', ['at f', '\u001b[31mIt broke\u001b[0m']), [], '', 'It broke'],
    ['that there is none', error('', ['ValueError: '], 'ValueError'), [], '', 'no message'],
    [
      'stderr of the cell',
      error(''),
      [stderr('first\nsec'), stderr('ond\n')],
      'log',
      'the kernel gave no reason; stderr shows:\n  first\n  second',
    ],
    [
      'the message above the frames of a script kernel, as tslab prints them',
      error(''),
      [stderr(`Error: no\n    at evalmachine.<anonymous>:3:7\n${'    at frame\n'.repeat(9)}`)],
      '',
      'the kernel gave no reason; stderr shows:\n  Error: no',
    ],
    ['the log', error(''), [], 'segment lost', 'the kernel gave no reason; stderr shows:\n  segment lost'],
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
