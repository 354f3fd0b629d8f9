/** `tally/cli`: shared code of the commands in this repository. */
export { command, runCommandLine, type Command, type CommandLine } from './run.js';
export { writeWhole } from './write.js';
export { TemporaryFolder } from '../data/source/temporary.js';
