import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Content, Message } from './client.js';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();

/** Sends a message of a comm, and resolves to what is published until the kernel is idle about it. */
async function send(type: string, content: Content, buffers: readonly Buffer[] = []): Promise<Message[]> {
  const { id } = kernel().send(type, content, 'shell', buffers);
  const from = kernel().published.length;
  await kernel().waitFor(
    ({ header, parent, content: { execution_state: state } }) =>
      header.msg_type === 'status' && parent.msg_id === id && state === 'idle',
  );
  return kernel()
    .published.slice(from)
    .filter(({ header }) => header.msg_type !== 'status');
}

const textOf = (messages: readonly Message[], name = 'stdout'): string =>
  messages
    .filter(({ content }) => content['name'] === name)
    .map(({ content }) => String(content['text']))
    .join('');

/** Opens a comm in a cell, and returns its id with the id of the cell's request. */
async function open(variable: string, more = ''): Promise<{ comm: string; cell: string }> {
  const { id, done } = kernel().start(`const ${variable} = openComm({ target: 'a.test' });\n${more}`);
  const { messages } = await done;
  const opened = messages.find(({ header }) => header.msg_type === 'comm_open');
  return { comm: String(opened?.content['comm_id']), cell: id };
}

beforeAll(async () => {
  await kernel().execute(
    `import { openComm, commTarget, broadcast, type Comm } from 'tally-kernel/jupyter';`,
  );
});

describe('a comm that a cell opens', () => {
  it('is told to clients, listed, and gone when it is closed', async () => {
    const { messages } = await kernel().execute(`
      const told = openComm({ target: 'a.told', data: { n: 1 }, metadata: { version: '1' },
        buffers: [new Float64Array([1])] });
      told.send({ n: 2 }, { buffers: [new Uint8Array([7, 8, 9]).subarray(1)] });`);
    const [opened, sent] = messages;
    const id = opened?.content['comm_id'];
    expect(opened).toMatchObject({
      header: { msg_type: 'comm_open' },
      metadata: { version: '1' },
      content: { comm_id: expect.any(String) as unknown, target_name: 'a.told', data: { n: 1 } },
      buffers: [Buffer.from(new Float64Array([1]).buffer)],
    });
    expect(sent).toMatchObject({ content: { comm_id: id, data: { n: 2 } }, buffers: [Buffer.from([8, 9])] });
    const list = { [String(id)]: { target_name: 'a.told' } };
    expect(await kernel().request('comm_info_request', { target_name: 'a.told' })).toEqual({
      status: 'ok',
      comms: list,
    });
    expect((await kernel().request('comm_info_request'))['comms']).toMatchObject(list);
    const closed = await kernel().execute('told.close(); told.send({}); told.close();');
    expect(closed.messages.map(({ header }) => header.msg_type)).toEqual(['comm_close']);
    expect((await kernel().request('comm_info_request', { target_name: 'a.told' }))['comms']).toEqual({});
  });

  it('hears messages with their buffers, and prints below its own cell', async () => {
    const { comm, cell } = await open(
      'heard',
      'heard.onMessage(({ data, buffers }) => { console.log(data, [...buffers[0]!]); heard.send({ back: 1 }); });',
    );
    await kernel().execute('0');
    const messages = await send('comm_msg', { comm_id: comm, data: { n: 1 } }, [Buffer.from([1, 255])]);
    expect(textOf(messages)).toBe('{ n: 1 } [ 1, 255 ]\n');
    expect(messages[0]?.parent.msg_id).toBe(cell);
    expect(messages[1]).toMatchObject({ header: { msg_type: 'comm_msg' }, content: { data: { back: 1 } } });
    expect(messages[1]?.parent.msg_id).not.toBe(cell); // the answer to the client's message
  });

  it('hears while a later cell awaits, which is said to be busy still', async () => {
    const { comm } = await open(
      'early',
      'let got: (n: unknown) => void; early.onMessage(({ data }) => got(data.n));',
    );
    const { id, done } = kernel().start('await new Promise((resolve) => { got = resolve; })');
    await kernel().waitFor(
      ({ header, parent }) => header.msg_type === 'execute_input' && parent.msg_id === id,
    );
    await sleep(300);
    kernel().send('comm_msg', { comm_id: comm, data: { n: 42 } });
    expect(resultOf(await done)).toEqual({ 'text/plain': '42' });
    const states = kernel().published.filter(
      ({ header, parent }) => header.msg_type === 'status' && parent.msg_id === id,
    );
    expect(states.map(({ content }) => content['execution_state'])).toEqual(['busy', 'busy', 'idle']);
  });

  it('is waited for while its listener works', async () => {
    const { comm } = await open(
      'slow',
      'slow.onMessage(async () => { await new Promise((r) => setTimeout(r, 50)); console.log("done"); });',
    );
    expect(textOf(await send('comm_msg', { comm_id: comm, data: {} }))).toBe('done\n');
  });

  it('hears while a cell awaits that has replaced what the kernel needs', async () => {
    const { comm } = await open(
      'tough',
      'let heard: (n: unknown) => void; tough.onMessage(({ data }) => heard(data.n));',
    );
    const { id, done } = kernel().start(`
      const were = [Map.prototype.get, Set.prototype.forEach, Array.prototype.map, JSON.stringify, Object.keys];
      const broken = (): never => { throw new Error('broken by a cell'); };
      Map.prototype.get = Set.prototype.forEach = Array.prototype.map = JSON.stringify = Object.keys = broken;
      const tough1 = await new Promise((resolve) => { heard = resolve; });
      [Map.prototype.get, Set.prototype.forEach, Array.prototype.map, JSON.stringify, Object.keys] = were as any;
      tough1`);
    await kernel().waitFor(
      ({ header, parent }) => header.msg_type === 'execute_input' && parent.msg_id === id,
    );
    await sleep(300);
    kernel().send('comm_msg', { comm_id: comm, data: { n: 42 } });
    const ended = await done;
    expect(errorOf(ended)).toBeUndefined();
    expect(resultOf(ended)).toEqual({ 'text/plain': '42' });
  });

  it('that is closed by the client tells so, once', async () => {
    const { comm } = await open('left', 'left.onClose(() => console.log("left"));');
    expect(textOf(await send('comm_close', { comm_id: comm, data: {} }))).toBe('left\n');
    expect(textOf(await send('comm_close', { comm_id: comm, data: {} }), 'stderr')).toContain('not open');
  });

  it('hears nothing by a listener that was taken back', async () => {
    const { comm } = await open('quiet', 'quiet.onMessage(() => console.log("heard"))();');
    expect(await send('comm_msg', { comm_id: comm, data: {} })).toEqual([]);
  });

  it('may be opened by a library that sends the messages itself', async () => {
    await kernel().execute(
      `await broadcast('comm_open', { comm_id: 'own', target_name: 'a.own', data: {} });`,
    );
    const own = { own: { target_name: 'a.own' } };
    expect((await kernel().request('comm_info_request', { target_name: 'a.own' }))['comms']).toEqual(own);
    expect(await send('comm_msg', { comm_id: 'own', data: {} })).toEqual([]);
    await kernel().execute(`await broadcast('comm_close', { comm_id: 'own', data: {} });`);
    expect((await kernel().request('comm_info_request', { target_name: 'a.own' }))['comms']).toEqual({});
  });
});

describe('a listener', () => {
  it.each(['throw new RangeError("no")', 'return Promise.reject(new RangeError("no"))'])(
    'that fails shows its error below its cell, and the comm goes on: %s',
    async (code) => {
      const { comm, cell } = await open(
        `bad${code.length}`,
        `bad${code.length}.onMessage(() => { ${code}; });`,
      );
      for (let i = 0; i < 2; i++) {
        const [error] = await send('comm_msg', { comm_id: comm, data: {} });
        expect(error).toMatchObject({
          header: { msg_type: 'error' },
          parent: { msg_id: cell },
          content: { ename: 'RangeError', evalue: 'no' },
        });
      }
    },
  );

  it.each([
    ['that never yields', 'while (true);'],
    ['that loops after an await', 'return (async () => { await null; while (true); })();'],
    ['that never settles', 'return new Promise(() => undefined);'],
  ])('%s is ended by an interrupt', async (name, code) => {
    const variable = `endless${name.length}`;
    const { comm, cell } = await open(variable, `${variable}.onMessage(() => { ${code} });`);
    const answer = send('comm_msg', { comm_id: comm, data: {} });
    const waiting = { done: false };
    void answer.then(() => (waiting.done = true));
    // Again where the first one came before the listener ran.
    for (; !waiting.done; await Promise.race([answer, sleep(2000)])) {
      await sleep(300);
      kernel().process.kill('SIGINT');
    }
    const [error] = await answer;
    expect(error).toMatchObject({ parent: { msg_id: cell }, content: { ename: 'InterruptedError' } });
    expect(resultOf(await kernel().execute('1 + 1'))).toEqual({ 'text/plain': '2' });
  });
});

describe('a comm that a client opens', () => {
  it('goes to the cell that takes its target', async () => {
    await kernel().execute(`
      let taken: Comm;
      commTarget('a.target', (comm, { data }) => { taken = comm; comm.send({ echo: data.n }); });`);
    const [answer] = await send('comm_open', { comm_id: 'mine', target_name: 'a.target', data: { n: 5 } });
    expect(answer?.content).toEqual({ comm_id: 'mine', data: { echo: 5 } });
    expect(resultOf(await kernel().execute('[taken.id, taken.target].join()'))).toEqual({
      'text/plain': 'mine,a.target',
    });
  });

  it.each(['unknown', 'constructor', '', null, 7])('for the target %j is closed', async (target) => {
    const messages = await send('comm_open', { comm_id: 'c', target_name: target, data: {} });
    expect(messages.map(({ header, content }) => [header.msg_type, content])).toEqual([
      ['comm_close', { comm_id: 'c', data: {} }],
    ]);
  });
});

describe('a broken message', () => {
  it.each<[type: string, content: Content, complaint: string]>([
    ['comm_open', { target_name: 'x' }, 'A comm_open has no comm_id'],
    ['comm_msg', {}, 'A comm_msg has no comm_id'],
    ['comm_msg', { comm_id: 7, data: {} }, 'A comm_msg has no comm_id'],
    ['comm_msg', { comm_id: 'nobody', data: {} }, `A comm_msg is for 'nobody', which is not open`],
    ['comm_msg', { comm_id: '__proto__', data: {} }, `A comm_msg is for '__proto__', which is not open`],
    ['comm_msg', { comm_id: 'nobody', data: [1] }, 'A comm_msg has data that is no object'],
    ['comm_close', { comm_id: null }, 'A comm_close has no comm_id'],
  ])('%s %j is told on stderr', async (type, content, complaint) => {
    expect(textOf(await send(type, content), 'stderr')).toBe(`${complaint}; it was dropped.\n`);
  });

  it('of a cell is an error of that cell', async () => {
    const circle = `const circle: Record<string, unknown> = {}; circle.of = circle;`;
    const { comm } = await open('wrong', `${circle}\nwrong.send(circle);`);
    expect(comm).toMatch(/./);
    expect(errorOf(await kernel().execute('wrong.send(circle)'))).toMatchObject({ ename: 'TypeError' });
  });
});
