/** `tally/cli`: the commands, and code that the other commands in this repository share with them. */
export { main } from './main.js';
export { command, runCommandLine, type Command, type CommandLine } from './run.js';
export { writeWhole } from './write.js';
export { TemporaryFolder } from '../data/source/temporary.js';
