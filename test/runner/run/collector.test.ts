import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../runner/src/json.js';
import { OutputCollector } from '../../../runner/src/run/collector.js';
import { code } from '../support/notebooks.js';

describe('OutputCollector', () => {
  let collector = new OutputCollector();
  let cell = code('');
  beforeEach(() => {
    collector = new OutputCollector();
    cell = { ...code(''), execution_count: 7 };
  });
  const send = (type: string, content: JsonObject, to = cell): void => {
    collector.handle(to, { type, id: 'm', parentId: 'p', content });
  };
  const shown = (text: string, id?: string): JsonObject => ({
    data: { 'text/plain': text },
    metadata: {},
    transient: id === undefined ? {} : { display_id: id },
  });
  const texts = (from = cell) =>
    from.outputs.map((output) =>
      'data' in output ? output.data['text/plain'] : 'text' in output ? output.text : output.ename,
    );

  it('merges streams of one name that follow each other, and only those', () => {
    for (const [name, text] of [
      ['stdout', 'a'],
      ['stdout', 'b'],
      ['stderr', 'c'],
      ['stdout', 'd'],
    ] as const) {
      send('stream', { name, text });
    }
    expect(texts()).toEqual(['ab', 'c', 'd']);
  });

  it('stores results under the count of the cell, and no display id', () => {
    send('execute_result', { execution_count: 99, ...shown('x', 'random') });
    expect(cell.outputs).toEqual([
      { output_type: 'execute_result', execution_count: 7, data: { 'text/plain': 'x' }, metadata: {} },
    ]);
  });

  it('updates every display of an id, also one of an earlier cell', () => {
    const later = code('');
    send('display_data', shown('old', 'd1'));
    send('display_data', shown('old', 'd1'), later);
    send('display_data', shown('other', 'd2'), later);
    send('update_display_data', shown('new', 'd1'), later);
    send('update_display_data', shown('nobody', 'd3'), later);
    expect([texts(), texts(later)]).toEqual([['new'], ['new', 'other']]);
  });

  it('clears at once, or when the next output comes', () => {
    send('stream', { name: 'stdout', text: 'one' });
    send('clear_output', { wait: false });
    expect(texts()).toEqual([]);
    send('stream', { name: 'stdout', text: 'two' });
    send('clear_output', { wait: true });
    expect(texts()).toEqual(['two']);
    send('stream', { name: 'stdout', text: 'three' });
    expect(texts()).toEqual(['three']);
  });

  it('keeps errors and ignores what is no output', () => {
    send('status', { execution_state: 'busy' });
    send('execute_input', { code: '1', execution_count: 1 });
    send('comm_open', {});
    send('error', { ename: 'Error', evalue: 'boom', traceback: ['Error: boom'] });
    expect(cell.outputs).toEqual([
      { output_type: 'error', ename: 'Error', evalue: 'boom', traceback: ['Error: boom'] },
    ]);
  });
});
