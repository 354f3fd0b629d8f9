import { beforeAll, describe, expect, it } from 'vitest';
import type { Content, Message } from './client.js';
import { resultOf, sharedKernel } from './harness.js';

const kernel = sharedKernel();
let id = '';
let opened: Message | undefined;

/** Sends what a front end sends by the widget's comm; resolves to what comes of it. */
async function send(data: Content, buffers: readonly Buffer[] = []): Promise<Message[]> {
  const { id: sent } = kernel().send('comm_msg', { comm_id: id, data }, 'shell', buffers);
  const from = kernel().published.length;
  await kernel().waitFor(
    ({ parent, content }) => parent.msg_id === sent && content['execution_state'] === 'idle',
  );
  return kernel()
    .published.slice(from)
    .filter(({ header }) => header.msg_type !== 'status');
}

const shown = async (code: string): Promise<unknown> =>
  (resultOf(await kernel().execute(code)) as Content)['text/plain'];

beforeAll(async () => {
  const { messages } = await kernel().execute(`
    import { widget } from 'tally-kernel/jupyter';
    const slider = widget({
      state: { value: 3, name: 'n', bytes: new Uint8Array([1, 2]), deep: { list: [new Uint8Array([3])] } },
      esm: 'export default { render() {} }',
      css: '.a {}',
    });
    slider.on('change:value', (value) => console.log('value', value));
    slider`);
  opened = messages.find(({ header }) => header.msg_type === 'comm_open');
  id = String(opened?.content['comm_id']);
  expect(resultOf({ messages } as never)).toMatchObject({
    'text/plain': expect.stringMatching(/^widget \{\s+value: 3/) as unknown,
    'application/vnd.jupyter.widget-view+json': { version_major: 2, version_minor: 1, model_id: id },
  });
});

describe('a widget', () => {
  it('opens its model as the protocol of Jupyter widgets has it', () => {
    expect(opened).toMatchObject({
      metadata: { version: '2.1.0' },
      content: { target_name: 'jupyter.widget' },
    });
    expect(opened?.content['data']).toEqual({
      state: {
        ...{ _model_module: 'anywidget', _model_name: 'AnyModel', _model_module_version: '*' },
        ...{ _view_module: 'anywidget', _view_name: 'AnyView', _view_module_version: '*', _view_count: null },
        ...{ _esm: 'export default { render() {} }', _css: '.a {}' },
        ...{ value: 3, name: 'n', deep: { list: [null] } },
      },
      buffer_paths: [['bytes'], ['deep', 'list', 0]],
    });
    expect(opened?.buffers).toEqual([Buffer.from([1, 2]), Buffer.from([3])]);
  });

  it('takes what the front end changes, tells its other views and its listeners', async () => {
    const messages = await send({ method: 'update', state: { value: 8, layout: 'x' }, buffer_paths: [] });
    const [echo, printed] = messages;
    expect(echo?.content['data']).toEqual({ method: 'echo_update', state: { value: 8 }, buffer_paths: [] });
    expect(printed?.content).toEqual({ name: 'stdout', text: 'value 8\n' });
    expect(await shown('[slider.get("value"), "layout" in slider].join()')).toBe('8,false');
  });

  it('takes bytes', async () => {
    const state = { deep: { list: [null] } };
    const paths = [['bytes'], ['deep', 'list', 0]];
    await send({ method: 'update', state, buffer_paths: paths }, [Buffer.from([9]), Buffer.from([10])]);
    expect(await shown('[...slider.get("bytes"), ...slider.get("deep").list[0]!].join()')).toBe('9,10');
  });

  it.each([
    [[['bytes'], ['name']], 'has 1 buffers and 2 paths'],
    [[['missing', 'deep']], 'has a buffer for ["missing","deep"]'],
    [[['__proto__', 'polluted']], 'has a buffer for ["__proto__","polluted"]'],
    [[7], 'has a buffer for 7'],
  ])('refuses bytes for the paths %j', async (paths, complaint) => {
    const [error] = await send({ method: 'update', state: {}, buffer_paths: paths }, [Buffer.from([1])]);
    expect(error?.content).toMatchObject({
      ename: 'TypeError',
      evalue: expect.stringContaining(complaint) as unknown,
    });
    expect(await shown('String((Object.prototype as any).polluted)')).toBe('undefined');
  });

  it.each([{ method: 'update' }, { method: 'update', state: 7 }, { method: 'unknown' }, {}])(
    'passes over %j',
    async (data) => {
      expect(await send(data)).toEqual([]);
    },
  );

  it('is set by a cell, whose listeners hear of it', async () => {
    const { messages } = await kernel().execute('slider.set("value", 11); slider.set("value", 11);');
    expect(messages.map(({ content }) => content['data'] ?? content['text'])).toEqual([
      { method: 'update', state: { value: 11 }, buffer_paths: [] },
      'value 11\n',
    ]);
    const wrong = await kernel().execute('slider.set("value", "a text")');
    expect(wrong.reply['evalue']).toContain(`not assignable to parameter of type 'number'`);
  });

  it('tells its whole state to a page that has been loaded anew', async () => {
    const [update] = await send({ method: 'request_state' });
    expect(update?.content['data']).toMatchObject({
      method: 'update',
      state: { _model_module: 'anywidget', _esm: expect.any(String) as unknown, value: 11 },
    });
    expect(update?.buffers).toHaveLength(2);
  });

  it('sends and hears what is no state', async () => {
    await kernel().execute(`slider.on('msg:custom', (content, buffers) => slider.send(content, buffers));`);
    const [back] = await send({ method: 'custom', content: { a: 1 } }, [Buffer.from([5])]);
    expect(back?.content['data']).toEqual({ method: 'custom', content: { a: 1 } });
    expect(back?.buffers).toEqual([Buffer.from([5])]);
  });

  it('is closed', async () => {
    const { messages } = await kernel().execute('slider.close();');
    expect(messages[0]).toMatchObject({ header: { msg_type: 'comm_close' }, content: { comm_id: id } });
  });
});
