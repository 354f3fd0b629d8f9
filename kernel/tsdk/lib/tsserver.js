// The TypeScript server of VS Code ("typescript.tsdk"), with the names of earlier cells; see the README.
const { createRequire } = require('node:module');
const path = require('node:path');

const own = createRequire(path.join(__dirname, '../../package.json'));
const { InferredProject } = own('typescript').server;
const { init } = require('../../dist/editor/plugin.cjs');

/** Cells belong to no tsconfig.json, so to an inferred project: those take plug-ins that the server is started with. */
const { enableGlobalPlugins } = InferredProject.prototype;
InferredProject.prototype.enableGlobalPlugins = function (options) {
  enableGlobalPlugins.call(this, options);
  this.enableProxy(init, { name: 'tally-kernel', global: true });
};

module.exports = own('typescript/lib/tsserver.js');
