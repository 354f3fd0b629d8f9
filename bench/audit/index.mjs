import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ask } from '../events/child.mjs';
import { writeData } from './data.mjs';

/**
 * The questions of the audit's search for a better segmentation on a million rows, to us and to scikit-learn, one after the
 * other, each in a process of its own, from the same files.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string' }, starts: { type: 'string' }, python: { type: 'string' } },
});
const [rows, starts] = [Number(values.rows ?? 1_000_000), values.starts ?? '3'];
const folder = mkdtempSync(join(tmpdir(), 'bench-audit-'));
const script = (name) => fileURLToPath(new URL(name, import.meta.url));
try {
  writeData(folder, rows);
  const ours = await ask(process.execPath, [script('ours.mjs'), folder, starts]);
  const peer =
    values.python === undefined ? null : await ask(values.python, [script('peer.py'), folder, starts]);
  console.log(`${rows.toLocaleString('en')} rows, ${starts} starts of k-means`);
  console.log('| Question | ours | scikit-learn | ratio |\n| --- | ---: | ---: | ---: |');
  const line = (name, own, other, unit) => {
    const ratio = other === undefined ? '' : (other / own).toFixed(1);
    console.log(`| ${name} | ${own.toFixed(2)} ${unit} | ${other?.toFixed(2) ?? '–'} ${unit} | ${ratio} |`);
  };
  for (const [name, own] of Object.entries(ours.seconds)) line(name, own, peer?.seconds[name], 's');
  const total = (of) => of && Object.values(of.seconds).reduce((sum, one) => sum + one, 0);
  line('all', total(ours), total(peer) ?? undefined, 's');
  line('peak memory', ours.peak / 1e9, peer === null ? undefined : peer.peak / 1e9, 'GB');
  for (const [name, own] of Object.entries(ours.answers)) {
    console.log(
      `${name}: ${[own]
        .flat()
        .map((value) => value.toPrecision(7))
        .join(', ')}`,
    );
    if (peer !== null) {
      console.log(
        `${' '.repeat(name.length)}  ${[peer.answers[name]]
          .flat()
          .map((value) => value.toPrecision(7))
          .join(', ')}`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
