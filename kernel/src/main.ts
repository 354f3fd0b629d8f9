import { readConnectionFile } from './connection.js';
import { exitKernel } from './environment/exit.js';
import { Interrupts } from './environment/interrupts.js';
import { findProjectRoot } from './environment/project-root.js';
import { KernelError, UsageError } from './errors.js';
import { startKernel } from './kernel.js';

/** `node main.js CONNECTION_FILE`: what the kernelspec runs. */
async function main([connectionFile]: readonly string[]): Promise<void> {
  if (connectionFile === undefined) {
    throw new UsageError('give the connection file: node main.js CONNECTION_FILE (Jupyter does this itself)');
  }
  const connection = readConnectionFile(connectionFile);
  const notebook = process.cwd();
  const root = findProjectRoot(notebook);
  process.chdir(root);
  await startKernel(connection, root, new Interrupts(process.env), notebook);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const known = error instanceof KernelError;
  console.error(known ? `${error.name}: ${error.message}` : error);
  exitKernel(known ? error.exitCode : 1);
}
