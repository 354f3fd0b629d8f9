import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFile } from '../real/files.js';
import { runNotebooks, type Ran } from './run.js';

const file = realFile('retail/online_retail_uci.csv.gz');

describe.skipIf(file === null)(
  'the notebooks of orders on a real shop without members and communities',
  () => {
    let ran: Ran;
    beforeAll(() => {
      const notebooks = ['notebooks/14-lifecycle.ipynb', 'notebooks/16-monitoring.ipynb'];
      ran = runNotebooks(notebooks, ['-p', `orders=${resolve(file ?? '')}`]);
    }, 300_000);
    afterAll(() => ran.remove());

    it('run to the end', () => {
      expect(ran.code).toBe(0);
    });

    it('say what the orders do not say, and have no sentence about nothing', () => {
      const texts = ['14-lifecycle.md', '16-monitoring.md'].map((name) =>
        ran.read(name).replace(/```[^]*?```/g, ''),
      );
      expect(texts[0]).toContain('The orders do not say how their customers were won.');
      expect(texts[0]?.split('**How long customers stay**')).toHaveLength(2);
      expect(texts[1]).toContain('The orders name no communities');
      expect(texts[0]).toContain('A warning by their own rhythm tells nobody apart: above 0.0 intervals');
      expect(texts[1]).toContain('Of 26 whole weeks from 2011-06-05 on, the first 19 are the baseline.');
      expect(texts[1]).toContain('Of the 7 weeks after a baseline of 19');
      expect(texts.join('\n')).not.toContain('synthetic');
      const sentences = texts
        .join('\n')
        .split('\n')
        .filter((line) => !line.startsWith('|'));
      expect(sentences.filter((line) => /\bn\/a\b/.test(line))).toEqual([]);
    });
  },
);
