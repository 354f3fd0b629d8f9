import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Client, MAIN } from './client.js';
import { sharedKernel } from './harness.js';

const kernel = sharedKernel();

describe('the protocol', () => {
  it('reports true versions', async () => {
    const info = await kernel().request('kernel_info_request');
    expect(info).toMatchObject({
      status: 'ok',
      protocol_version: '5.4',
      implementation: 'tally-ts',
      implementation_version: '0.1.0',
      language_info: { name: 'typescript', version: '5.9.3', file_extension: '.ts' },
      banner: expect.stringContaining(process.versions.node) as unknown,
    });
  });

  it('greets subscribers, and frames every request with busy and idle', async () => {
    const { published } = kernel();
    expect(published.some(({ header }) => header.msg_type === 'iopub_welcome')).toBe(true);
    const { id, reply } = kernel().send('comm_info_request');
    expect((await reply).content).toEqual({ status: 'ok', comms: {} });
    await kernel().execute('0');
    const states = published
      .filter(({ parent }) => parent.msg_id === id)
      .map(({ content }) => content['execution_state']);
    expect(states).toEqual(['busy', 'idle']);
  });

  it('echoes the input of a cell with its count', async () => {
    const { id, done } = kernel().start('const echoed = 1;');
    const { reply } = await done;
    const input = kernel().published.find(
      ({ header, parent }) => header.msg_type === 'execute_input' && parent.msg_id === id,
    );
    expect(input?.content).toEqual({ code: 'const echoed = 1;', execution_count: reply['execution_count'] });
  });

  it('answers the expressions that a request asks for after its cell', async () => {
    const { reply, messages } = await kernel().execute('const asked = { n: 1 };', {
      user_expressions: { n: 'asked.n + 1', rows: '[asked]', wrong: 'asked.missing', nothing: 'undefined' },
    });
    expect(messages).toEqual([]);
    expect(reply['user_expressions']).toMatchObject({
      n: { status: 'ok', data: { 'text/plain': '2' } },
      rows: { status: 'ok', data: { 'text/html': expect.stringContaining('1 row') as unknown } },
      wrong: { status: 'error', ename: 'TypeScriptError' },
      nothing: { status: 'ok', data: {} },
    });
    expect((await kernel().execute('1', { user_expressions: 'none' })).reply['user_expressions']).toEqual({});
  });

  it('answers history', async () => {
    await kernel().execute('const remembered = 1;');
    const tail = await kernel().request('history_request', { hist_access_type: 'tail', n: 1 });
    expect(tail).toMatchObject({ status: 'ok', history: [[0, expect.any(Number), 'const remembered = 1;']] });
    const found = await kernel().request('history_request', {
      hist_access_type: 'search',
      pattern: '*remem*',
    });
    expect(found['history']).toHaveLength(1);
  });

  it('echoes heartbeats', async () => {
    expect(await kernel().beat('still there?')).toBe('still there?');
  });

  it('closes a comm nobody knows', async () => {
    const closed = kernel().waitFor(({ header }) => header.msg_type === 'comm_close');
    await kernel().send('comm_open', { comm_id: 'c', target_name: 'jupyter.widget', data: {} }).sent;
    expect((await closed).content['comm_id']).toBe('c');
  });

  it('drops a message with a wrong signature and goes on', async () => {
    const warned = kernel().waitFor(({ content }) => String(content['text']).includes('not signed'));
    await kernel().sendForged('kernel_info_request');
    expect((await warned).content['name']).toBe('stderr');
    expect(await kernel().request('kernel_info_request')).toMatchObject({ status: 'ok' });
  });

  it.each([
    [[], 2, 'UsageError: give the connection file'],
    [['/nowhere/connection.json'], 3, 'ConnectionFileError: cannot read'],
    [[fileURLToPath(new URL('../../kernel/package.json', import.meta.url))], 3, '"transport" must be'],
  ])('refuses to start with %j', (args, status, text) => {
    const ended = spawnSync(process.execPath, [MAIN, ...args], { encoding: 'utf8' });
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(text);
  });

  it.each(['control', 'shell'] as const)('shuts down by a request on %s', async (channel) => {
    const client = await Client.start();
    const exit = once(client.process, 'exit');
    expect(await client.request('shutdown_request', { restart: false }, channel)).toEqual({
      status: 'ok',
      restart: false,
    });
    expect(await exit).toEqual([0, null]);
    await client.close();
  });
});
