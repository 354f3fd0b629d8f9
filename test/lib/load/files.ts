import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of files that a test writes and loads. */
export class Files {
  readonly folder = mkdtempSync(join(tmpdir(), 'tally-load-'));

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  lines(name: string, ...lines: readonly string[]): string {
    return this.write(name, `${lines.join('\n')}\n`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
