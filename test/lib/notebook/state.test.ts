import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { count, FindingTemplateError, open, state, type Tally } from 'tally';
import type { Output } from '../../../lib/src/core/display.js';

const PUBLISH = Symbol.for('Jupyter.publish');
const published: Output[] = [];
const kernel = globalThis as { [PUBLISH]?: (output: Output) => void };

let tally: Tally;
beforeAll(async () => {
  tally = await open();
});
afterAll(() => tally.close());

afterEach(() => {
  Reflect.deleteProperty(kernel, PUBLISH);
  published.length = 0;
  vi.restoreAllMocks();
});

describe('a statement', () => {
  it('is shown with its values and without a verdict, and gives translators its template', () => {
    kernel[PUBLISH] = (output) => published.push(output);
    state('{n, plural, one {# user} other {# users}} <by definition>.', { n: count(2) });
    expect(published).toEqual([
      {
        data: {
          'text/plain': '2 users <by definition>.',
          'text/markdown': '2 users \\<by definition\\>.',
          'text/html': '<p>2 users &lt;by definition&gt;.</p>',
        },
        metadata: { texts: ['{n, plural, one {# user} other {# users}} <by definition>.'] },
      },
    ]);
  });

  it('prints itself outside a notebook', () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    state({ en: '{n} users.', zh: '{n}位用户。' }, { n: count(1000) });
    expect(log).toHaveBeenCalledWith('1,000 users.');
  });

  it('does not take typed numbers or values that it does not use', () => {
    expect(() => {
      state('1 user of {n}.', { n: count(2) });
    }).toThrow(FindingTemplateError);
    expect(() => {
      state('All users.', { n: count(2) });
    }).toThrow(FindingTemplateError);
  });
});
