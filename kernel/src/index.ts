export { type ConnectionInfo, readConnectionFile } from './connection.js';
export { ConnectionFileError, InstallError, KernelError, PatchError, UsageError } from './errors.js';
export { startKernel } from './kernel.js';
