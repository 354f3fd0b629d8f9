import type { Versions } from '../environment/versions.js';
import { type JsonObject, PROTOCOL_VERSION } from '../wire/message.js';

/** The content of a kernel_info_reply. */
export function kernelInfo(versions: Versions): JsonObject {
  return {
    status: 'ok',
    protocol_version: PROTOCOL_VERSION,
    implementation: 'tally-ts',
    implementation_version: versions.kernel,
    language_info: {
      name: 'typescript',
      version: versions.typescript,
      mimetype: 'text/typescript',
      file_extension: '.ts',
      pygments_lexer: 'typescript',
      // Classic Notebook reads `name` and `typescript`, JupyterLab reads `mode`.
      codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true },
      nbconvert_exporter: 'script',
    },
    banner:
      `TypeScript ${versions.typescript} on Node.js ${versions.node} ` +
      `(tally-kernel ${versions.kernel}, tslab ${versions.tslab})`,
    help_links: [{ text: 'TypeScript handbook', url: 'https://www.typescriptlang.org/docs/handbook/' }],
  };
}
