import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
// All out of the same files: what `tally` exports has its modules put together.
import { audit, auditSegmentation, literal, open, sql, Table } from '../../lib/dist/index.js';
import { anomaliesOf } from '../../lib/dist/metrics/audit/anomalies.js';
import { controlOf } from '../../lib/dist/metrics/audit/control.js';
import { driftOf } from '../../lib/dist/metrics/audit/drift.js';
import { helpOf } from '../../lib/dist/metrics/audit/help.js';
import { matchOf } from '../../lib/dist/metrics/audit/match.js';
import { methodsOf } from '../../lib/dist/metrics/audit/methods.js';
import { planOf } from '../../lib/dist/metrics/audit/options.js';
import { periodsOf } from '../../lib/dist/metrics/audit/periods.js';
import { relationsOf } from '../../lib/dist/metrics/audit/relations.js';
import { segmentOutcomes } from '../../lib/dist/metrics/audit/segments.js';
import { workingOf } from '../../lib/dist/metrics/audit/working.js';
import { peakOf } from '../events/peak.mjs';

/** The whole audit of a file, question by question and then at once, with the seconds of each, as JSON. */
const [folder = '', threads = '2'] = process.argv.slice(2);
const [seconds, cpu] = [{}, {}];
const answers = {};

async function asked(name, work) {
  const [start, used] = [performance.now(), process.cpuUsage()];
  const answer = await work();
  seconds[name] = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(used);
  cpu[name] = (user + system) / 1e6;
  return answer;
}

const QUARTERS = ['q1', 'q2', 'q3', 'q4'];
const OPTIONS = {
  ...{ segment: 'segment', outcome: 'outcome', threshold: 0.15, customer: 'customer' },
  ...{ features: ['a', 'b', 'c', 'd', 'e'], periods: QUARTERS, halves: 'half' },
  match: { score: 'score', value: 'revenue' },
  labels: { word: audit.labelFrom('word'), kind: audit.labelFrom('kind') },
};

const tally = await open({
  ...{ threads: Number(threads), memoryLimit: '1GB', spillFolder: join(folder, 'spill') },
});
const columns = {
  ...{ customer: 'integer', segment: 'text', outcome: 'double', half: 'integer', word: 'text', kind: 'text' },
  ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'score', 'revenue'].map((name) => [name, 'double'])),
  ...Object.fromEntries(QUARTERS.map((name) => [name, 'integer'])),
};
const table = new Table({ session: tally, name: 'customers', columns, roles: {} });
const file = literal(join(folder, 'customers.parquet'));
await tally.engine.run(sql`CREATE TABLE ${table} AS SELECT * FROM read_parquet(${file})`);
const plan = planOf(table, OPTIONS);
const { working, anomalies } = await asked('anomalies by four rules', async () => {
  const found = await workingOf(plan);
  const by = await anomaliesOf(found);
  await methodsOf(found, by);
  return { working: found, anomalies: by };
});
answers.anomalies = anomalies.rows.map((row) => row.anomalies);
const segments = await asked('each segment and the rest', () => segmentOutcomes(working, anomalies));
answers.segments = segments.rows.map(({ differenceInterval }) => differenceInterval.low);
const control = await asked('anomalies against two controls, means and ranks', () => controlOf(working));
answers.control = control.rows
  .filter(({ control: of, property }) => of === 'segment' && OPTIONS.features.includes(property))
  .map((row) => row.p);
const periods = await asked('periods', () => periodsOf(working));
answers.periods = periods.rows.map((row) => row.p);
const match = await asked('score and value', () => matchOf(working, plan.match));
answers.match = match.rows.map((row) => row.spearman);
const labels = await asked('two labels, shuffled 199 times', () => helpOf(working));
answers.labels = labels.rows.map((row) => row.gain);
const drift = await asked('drift', () =>
  driftOf({ rows: working.rows, table, segment: 'segment', outcome: 'outcome' }),
);
answers.drift = [drift.summary.at().psi.raw];
await asked('constant columns, copies, lines, cuts', () => relationsOf(plan));
await tally.engine.run(sql`DROP TABLE ${working.rows}`);
const whole = await asked('whole', () => auditSegmentation(table, OPTIONS));
answers.scorecard = whole.rows.map(({ value }) => value ?? Number.NaN);
tally.close();
writeFileSync(1, JSON.stringify({ seconds, cpu, answers, peak: peakOf() }));
