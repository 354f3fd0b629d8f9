import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';

/** A folder of its own under the system's temporary folder. */
export class TemporaryFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'tally-'));

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Writes rows as CSV in which every field is quoted, so that any reader splits them the same way. */
export async function writeQuotedCsv(path: string, rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>): Promise<void> {
  const stream = createWriteStream(path, { encoding: 'utf-8', highWaterMark: 1 << 18 });
  const done = finished(stream);
  // The stream's failure surfaces through `done`; this keeps it from being reported twice.
  done.catch(() => undefined);
  for await (const row of rows) {
    const line = row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
    if (!stream.write(`${line}\n`)) await Promise.race([once(stream, 'drain'), done]);
  }
  stream.end();
  await done;
}
