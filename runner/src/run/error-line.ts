/**
 * The line inside a cell that an error points at, from 1, out of its traceback.
 *
 * @param traceback as the kernel sent it: tally-kernel and other script kernels write `cell 3:12:5`, IPython
 *   `Cell In[3], line 12`
 * @param count the execution count of the cell, so that frames of functions from earlier cells are passed over
 */
export function errorLine(traceback: readonly string[], count: number): number | undefined {
  const text = traceback.join('\n');
  const frame = new RegExp(`\\bcell ${count}:(\\d+)|\\bCell In ?\\[${count}\\], line (\\d+)`).exec(text);
  const line = frame?.[1] ?? frame?.[2];
  return line === undefined ? undefined : Number(line);
}
