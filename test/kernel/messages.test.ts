import { createHmac, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dealer } from 'zeromq';
import { KEY } from './client.js';
import { resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
let socket: Dealer;
let control: Dealer;

function connected(port: number): Dealer {
  const dealer = new Dealer({ linger: 0 });
  dealer.connect(kernel().endpoint(port));
  void (async () => {
    for await (const frames of dealer) expect(frames.length).toBeGreaterThan(0); // replies nobody waits for
  })();
  return dealer;
}

beforeAll(() => {
  socket = connected(1);
  control = connected(4);
});
afterAll(() => {
  socket.close();
  control.close();
});

const DELIMITER = '<IDS|MSG>';

function signature(parts: readonly (string | Buffer)[]): string {
  const hmac = createHmac('sha256', KEY);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function parts(type: string, content: unknown, id = randomUUID()): string[] {
  const header = { msg_id: id, msg_type: type, session: 's', username: 'u', date: '', version: '5.4' };
  return [header, {}, {}, content].map((part) => JSON.stringify(part));
}

async function counted(): Promise<unknown> {
  return resultOf(await kernel().execute('(globalThis as any).count ?? 0'));
}

const COUNT = { code: '(globalThis as any).count = ((globalThis as any).count ?? 0) + 1;' };

describe('a message', () => {
  it('that comes a second time is not run again', async () => {
    await kernel().execute('(globalThis as any).count = 0;');
    const message = parts('execute_request', COUNT);
    for (let i = 0; i < 3; i++) await socket.send([DELIMITER, signature(message), ...message]);
    await kernel().execute('await new Promise((resolve) => setTimeout(resolve, 100));');
    expect(await counted()).toEqual({ 'text/plain': '1' });
  });

  it('with buffers behind it is run', async () => {
    await kernel().execute('(globalThis as any).count = 0;');
    const message = parts('execute_request', COUNT);
    await socket.send([
      DELIMITER,
      signature(message),
      ...message,
      Buffer.from([0, 255]),
      Buffer.alloc(100_000),
    ]);
    await kernel().execute('await new Promise((resolve) => setTimeout(resolve, 100));');
    expect(await counted()).toEqual({ 'text/plain': '1' });
  });

  it('history with a pattern of many stars is answered', async () => {
    await kernel().execute(`const text = '${'a'.repeat(200)}';`);
    const request = { hist_access_type: 'search', pattern: `${'*a'.repeat(60)}*b` };
    expect((await kernel().request('history_request', request))['status']).toBe('ok');
  });
});

const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
const head = (more: string): string => `{"msg_id":"${randomUUID()}","msg_type":"kernel_info_request"${more}}`;

describe('a message the kernel cannot use', () => {
  it.each([
    ['a header deeper than can be sent back', () => [head(`,"x":${DEEP}`), '{}', '{}', '{}']],
    ['a content that deep', () => [head(''), '{}', '{}', `{"x":${DEEP}}`]],
    ['a target of a comm that deep', () => parts('comm_open', {}).with(3, `{"comm_id":${DEEP}}`)],
    ['a header of 50 MB', () => [head(`,"x":"${'x'.repeat(50_000_000)}"`), '{}', '{}', '{}']],
    ['no parts', () => []],
    ['parts that are empty', () => ['', '', '', '']],
    ['a type that is no text', () => ['{"msg_id":"1","msg_type":{}}', '{}', '{}', '{}']],
    ['a type that nobody knows', () => parts('debug_request', { command: 'attach' })],
  ])('has %s', async (_, make) => {
    for (const to of [socket, control]) {
      const made = make();
      await to.send([DELIMITER, signature(made), ...made]);
    }
    for (const channel of ['shell', 'control'] as const) {
      expect((await kernel().request('kernel_info_request', {}, channel))['status']).toBe('ok');
    }
    expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
  });
});

describe('an expression that a request asks for', () => {
  const display = (data: string): string => `({ [Symbol.for('Jupyter.display')]: () => (${data}) })`;

  it('and that is no JSON makes the reply an error', async () => {
    const { reply } = await kernel().execute('1', {
      user_expressions: { a: display('{ "text/html": 1n }') },
    });
    expect(reply).toMatchObject({ status: 'error', ename: 'TypeError' });
    expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
  });

  it('and that is no text is answered as what it says', async () => {
    const user_expressions = { a: 5, b: { toString: 1 }, ['__proto__']: '1' };
    const { reply } = await kernel().execute('1', { user_expressions });
    expect(reply['status']).toBe('ok');
    expect(Object.keys(reply['user_expressions'] as object)).toContain('a');
  });
});

/** Types there are, and names that lead elsewhere in a table. Shutting down is left out. */
const TYPES = [
  ...['execute_request', 'complete_request', 'inspect_request', 'is_complete_request', 'history_request'],
  ...['kernel_info_request', 'comm_info_request', 'comm_open', 'comm_msg', 'comm_close', 'interrupt_request'],
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', '', 'x_request'],
];
const FIELDS = [
  'code',
  'silent',
  'store_history',
  'cursor_pos',
  'pattern',
  'n',
  'hist_access_type',
  'comm_id',
  'start',
];

const field = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '1',
      'Mat',
      'let',
      '*',
      'search',
      'range',
      '(',
      '`',
      '💥',
      -1,
      1e308,
      true,
      null,
    ),
  },
  fc.jsonValue({ maxDepth: 2 }),
  fc.integer({ min: 1, max: 100_000 }).map((length) => `'${'x'.repeat(length)}'`),
);
const content = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.dictionary(fc.constantFrom(...FIELDS), field, { maxKeys: 4 }),
  },
  fc.jsonValue({ maxDepth: 3 }),
);
const header = fc.record(
  {
    msg_id: fc.oneof(fc.uuid(), fc.jsonValue({ maxDepth: 1 }), fc.constant('x'.repeat(100_000))),
    msg_type: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom<unknown>(...TYPES) },
      fc.jsonValue({ maxDepth: 1 }),
    ),
    session: fc.jsonValue({ maxDepth: 1 }),
  },
  { requiredKeys: [] },
);
const part = fc.oneof(
  { weight: 6, arbitrary: header.map((value) => JSON.stringify(value)) },
  fc.string(),
  fc.uint8Array({ maxLength: 50 }).map((bytes) => Buffer.from(bytes)),
);
const body = fc.oneof({ weight: 6, arbitrary: content.map((value) => JSON.stringify(value)) }, fc.string());
const message = fc
  .record({
    parts: fc.tuple(part, fc.constant('{}'), fc.constant('{}'), body),
    shorter: fc.integer({ min: 0, max: 4 }),
    signed: fc.constantFrom('rightly', 'rightly', 'rightly', 'wrongly', 'not'),
    buffers: fc.array(
      fc.uint8Array({ maxLength: 20 }).map((bytes) => Buffer.from(bytes)),
      { maxLength: 2 },
    ),
    times: fc.constantFrom(1, 1, 2),
  })
  .map(({ parts: all, shorter, signed, buffers, times }) => {
    const kept = all.slice(0, Math.max(shorter === 0 ? 4 : shorter, 1));
    const given = { rightly: signature(kept), wrongly: signature(['other']), not: '' }[signed];
    return { frames: [DELIMITER, given, ...kept, ...buffers], times };
  });
const sent = fc.record({ message, isControl: fc.boolean() });

it('of any kind leaves the kernel alive and answering', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(sent, { minLength: 1, maxLength: 5 }), async (messages) => {
      for (const {
        message: { frames, times },
        isControl,
      } of messages) {
        for (let i = 0; i < times; i++) await (isControl ? control : socket).send(frames);
      }
      const info = await kernel().request('kernel_info_request');
      expect(info['status']).toBe('ok');
      expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
    }),
    { numRuns: 20 },
  );
});
