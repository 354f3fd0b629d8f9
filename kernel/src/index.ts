export { type ConnectionInfo, readConnectionFile } from './connection.js';
export { ConnectionFileError, InstallError, KernelError, UsageError } from './errors.js';
export { startKernel } from './kernel.js';
export { examine, type Finding } from './kernelspec/doctor.js';
export { installKernelspec, type InstallOptions, uninstallKernelspec } from './kernelspec/install.js';
export { type Destination, installedDir, KERNEL_NAME, kernelspecDir } from './kernelspec/locations.js';
