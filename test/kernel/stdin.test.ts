import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
const IMPORT = "import { alert, confirm, input, prompt } from 'tally-kernel/jupyter';\n";
const LIVE = { allow_stdin: true };

describe('input', () => {
  it('asks on the stdin channel for the cell, after what it has printed, and gives what was typed', async () => {
    const { id, done } = kernel().start(`${IMPORT}console.log('before');\nawait input('Name: ')`, LIVE);
    const { header, parent, content } = await kernel().asked();
    expect(header.msg_type).toBe('input_request');
    expect(parent.msg_id).toBe(id);
    expect(content).toEqual({ prompt: 'Name: ', password: false });
    await kernel().type('Ada');
    const execution = await done;
    expect(execution.stdout).toBe('before\n');
    expect(resultOf(execution)).toMatchObject({ 'text/plain': 'Ada' });
  });

  it('hides a password, and asks one question after the other', async () => {
    const code = "await Promise.all([input('a', { password: true }), input('b')])";
    const { done } = kernel().start(IMPORT + code, LIVE);
    expect((await kernel().asked()).content).toEqual({ prompt: 'a', password: true });
    await kernel().type('1');
    expect((await kernel().asked()).content).toEqual({ prompt: 'b', password: false });
    await kernel().type('2');
    expect(resultOf(await done)).toMatchObject({ 'text/plain': "[ '1', '2' ]" });
  });

  it('has prompt, confirm and alert', async () => {
    const { done } = kernel().start(
      `${IMPORT}const all = [await prompt('City', 'Oslo'), await prompt('Land'), await confirm('Sure'), await alert('So')]; all`,
      LIVE,
    );
    const prompts: unknown[] = [];
    for (const answer of ['', '', 'Y', '']) {
      prompts.push((await kernel().asked()).content['prompt']);
      await kernel().type(answer);
    }
    expect(prompts).toEqual(['City [Oslo] ', 'Land ', 'Sure [y/N] ', 'So [Enter] ']);
    expect(resultOf(await done)).toMatchObject({ 'text/plain': "[ 'Oslo', null, true, undefined ]" });
  });

  it('stops waiting when it is interrupted, and a late answer goes to no one', async () => {
    const { done } = kernel().start(`${IMPORT}await input('never')`, LIVE);
    await kernel().asked();
    await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)?.ename).toBe('InterruptedError');
    await kernel().type('late');
    await kernel().execute('0');
    const next = kernel().start("await input('next')", LIVE);
    await kernel().asked();
    await kernel().type('in time');
    expect(resultOf(await next.done)).toMatchObject({ 'text/plain': 'in time' });
  });

  it('asks nothing more when it is interrupted before all of its questions have been asked', async () => {
    const { done } = kernel().start(`${IMPORT}await Promise.all([input('asked'), input('not asked')])`, LIVE);
    await kernel().asked();
    await kernel().request('interrupt_request', {}, 'control');
    expect(errorOf(await done)?.ename).toBe('InterruptedError');
    const next = kernel().start("await input('next')", LIVE);
    expect((await kernel().asked()).content['prompt']).toBe('next');
    await kernel().type('in time');
    expect(resultOf(await next.done)).toMatchObject({ 'text/plain': 'in time' });
  });

  it.each([{ allow_stdin: false }, {}])('is an error where the client says %j', async (options) => {
    const error = errorOf(await kernel().execute(`${IMPORT}await input('?')`, options));
    expect(error?.ename).toBe('InputError');
    expect(error?.evalue).toMatch(/^this client cannot ask for input: run the cell in a notebook/);
  });
});
