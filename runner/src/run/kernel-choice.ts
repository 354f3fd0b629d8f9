import { NotebookFormatError } from '../errors.js';
import { isJsonObject } from '../json.js';
import { findKernelspec, type Kernelspec } from '../kernel/kernelspec.js';
import type { Notebook } from '../nbformat/index.js';

/**
 * The kernel that runs a notebook: the one asked for, else the one the notebook names.
 *
 * @throws {NotebookFormatError} when neither names one
 * @throws {KernelStartError} when it is not installed
 */
export function chooseKernel(notebook: Notebook, name: string, root: string, wanted?: string): Kernelspec {
  const spec = notebook.metadata['kernelspec'];
  const named = isJsonObject(spec) ? spec['name'] : undefined;
  const kernel = wanted ?? named;
  if (typeof kernel === 'string' && kernel !== '') return findKernelspec(kernel, root);
  throw new NotebookFormatError(
    `${name} names no kernel. Run it with --kernel NAME, choose a kernel once in Jupyter, or add to its metadata: ` +
      '"kernelspec": {"display_name": "TypeScript", "language": "typescript", "name": "tally-ts"}',
  );
}
