import { describe, expect, it } from 'vitest';
import { BarProgress } from '../../../../runner/src/cli/progress/bars.js';
import { widthOf } from '../../../../runner/src/cli/progress/terminal-text.js';
import type { NotebookReport } from '../../../../runner/src/run/report.js';
import { Screen } from '../../support/screen.js';

const report = (notebook: string, status: NotebookReport['status'] = 'ok'): NotebookReport => ({
  notebook,
  status,
  written: [],
  figures: 2,
  claims: [],
  seconds: 12.34,
});

function start(names: string[], columns = 80, rows = 24) {
  const screen = new Screen(columns, rows);
  let seconds = 0;
  const bars = new BarProgress(screen, { color: false, now: () => seconds });
  bars.runStarted({ notebooks: names });
  const cell = (notebook: string, index: number, codeCells = 4) => {
    bars.cellStarted({ notebook, index, codeCells, cellId: `cell-${index}` });
    bars.cellFinished({ notebook, index, codeCells, cellId: `cell-${index}`, ok: true, seconds: 1 });
    seconds += 33;
    bars.notice(`cell ${index} of ${notebook}`);
    bars.redraw();
  };
  return { screen, bars, cell };
}

describe('BarProgress', () => {
  it('shows a line for each running notebook: name, bar, cells, time and cell', () => {
    const { screen, bars, cell } = start(['a.ipynb', '用户.ipynb', 'c.ipynb']);
    bars.notebookStarted({ notebook: 'a.ipynb', codeCells: 4, kernel: 'k' });
    bars.notebookStarted({ notebook: '用户.ipynb', codeCells: 10, kernel: 'k' });
    cell('a.ipynb', 2);
    cell('用户.ipynb', 5, 10);
    expect(screen.text.split('\n').slice(-3)).toEqual([
      'a.ipynb    ████████████░░░░░░░░░░░░ 2/4  1:06 cell-2',
      '用户.ipynb ████████████░░░░░░░░░░░░  5/10  1:06 cell-5',
      '0 of 3 notebooks done, 1 waiting',
    ]);
    bars.stop();
  });

  it('leaves the lines of what has ended and nothing of the bars', () => {
    const { screen, bars, cell } = start(['a.ipynb', 'b.ipynb']);
    for (const notebook of ['a.ipynb', 'b.ipynb']) {
      bars.notebookStarted({ notebook, codeCells: 4, kernel: 'k' });
      cell(notebook, 1);
      bars.notebookFinished(report(notebook, notebook === 'a.ipynb' ? 'ok' : 'failed'));
    }
    bars.stop();
    expect(screen.text.split('\n')).toEqual([
      'note: cell 1 of a.ipynb',
      '✔ a.ipynb: ok in 12.3 s, 2 figures',
      'note: cell 1 of b.ipynb',
      '✖ b.ipynb: failed',
    ]);
  });

  it.each([20, 30, 45, 60, 200])('keeps within %i columns', (columns) => {
    const name = 'notebooks/非常长的笔记本名称-customer-lifetime-value.ipynb';
    const { screen, bars, cell } = start([name], columns);
    bars.notebookStarted({ notebook: name, codeCells: 4, kernel: 'k' });
    cell(name, 3);
    const bar = screen.text.split('\n').at(-1) ?? '';
    expect(widthOf(bar)).toBeLessThan(columns);
    expect(bar).toMatch(/ 3\/4 /);
    bars.stop();
  });

  it('leaves nothing when the terminal is made narrower meanwhile', () => {
    const { screen, bars } = start(['a.ipynb']);
    bars.notebookStarted({ notebook: 'a.ipynb', codeCells: 4, kernel: 'k' });
    screen.narrow(30);
    expect(screen.text.split('\n')).toHaveLength(2);
    bars.stop();
    expect(screen.text).toBe('');
  });

  it('shows no more lines than the terminal has', () => {
    const names = Array.from({ length: 20 }, (_, index) => `n${index}.ipynb`);
    const { screen, bars, cell } = start(names, 80, 6);
    for (const notebook of names) bars.notebookStarted({ notebook, codeCells: 4, kernel: 'k' });
    cell('n1.ipynb', 1);
    expect(screen.text.split('\n')).toHaveLength(6);
    bars.stop();
    expect(screen.text).toBe('note: cell 1 of n1.ipynb');
  });

  it('draws in one write, without erasing first', () => {
    const { screen, bars } = start(['a.ipynb']);
    bars.notebookStarted({ notebook: 'a.ipynb', codeCells: 4, kernel: 'k' });
    const before = screen.writes.length;
    bars.redraw();
    const [write = '', ...more] = screen.writes.slice(before);
    expect(more).toEqual([]);
    expect(write.indexOf('\u001b[J')).toBe(write.length - 3);
    bars.stop();
  });
});
