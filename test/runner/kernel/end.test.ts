import { describe, expect, it } from 'vitest';
import { endOf, type ProcessEnd } from '../../../runner/src/kernel/end.js';

const quiet: ProcessEnd = { code: null, signal: null, log: '', oomKiller: false };
const v8 = `
<--- Last few GCs --->
[812:0x7a] 1200 ms: Mark-Compact 62.0 (66.2) -> 61.9 (66.2) MB
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
----- Native stack trace -----
 1: 0xb8 node::OOMErrorHandler(char const*, v8::OOMDetails const&) [node]
`;

describe('endOf', () => {
  it.each<[string, Partial<ProcessEnd>, object]>([
    ['a call of exit', { code: 7 }, { kind: 'exited', code: 7, text: 'exit code 7' }],
    ['an end without an error', { code: 0 }, { kind: 'exited', code: 0 }],
    ['an exit code of its own above 128', { code: 200 }, { kind: 'exited', code: 200 }],
    ['a fault', { signal: 'SIGSEGV' }, { kind: 'crashed', signal: 'SIGSEGV', text: 'signal SIGSEGV' }],
    ['a fault behind a shell', { code: 139 }, { kind: 'crashed', signal: 'SIGSEGV', text: 'exit code 139' }],
    ['a kill', { signal: 'SIGKILL' }, { kind: 'crashed', signal: 'SIGKILL' }],
    ['the system short of memory', { signal: 'SIGKILL', oomKiller: true }, { kind: 'out-of-memory' }],
    ['the same behind a shell', { code: 137, oomKiller: true }, { kind: 'out-of-memory' }],
    ['a fault while another process was killed', { signal: 'SIGSEGV', oomKiller: true }, { kind: 'crashed' }],
    ['a full heap', { signal: 'SIGABRT', log: v8 }, { kind: 'out-of-memory' }],
    ['a full heap behind a shell', { code: 134, log: v8 }, { kind: 'out-of-memory' }],
    ['an abort for another reason', { signal: 'SIGABRT', log: 'assertion' }, { kind: 'crashed' }],
    ['C++', { signal: 'SIGABRT', log: "what():  std::bad_alloc'" }, { kind: 'out-of-memory' }],
    ['Java', { code: 3, log: 'java.lang.OutOfMemoryError: Java heap space' }, { kind: 'out-of-memory' }],
    ['a child that was out of memory', { code: 0, log: v8 }, { kind: 'exited' }],
  ])('recognizes %s', (_, end, wanted) => {
    expect(endOf({ ...quiet, ...end })).toMatchObject(wanted);
  });

  it('quotes the line that names the want of memory, and keeps the last lines', () => {
    const { text, log } = endOf({ ...quiet, signal: 'SIGABRT', log: v8 });
    expect(text).toBe(
      'signal SIGABRT: FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    );
    expect(log.split('\n').at(-1)).toContain('OOMErrorHandler');
  });
});
