import type { ArgsDef } from 'citty';
import { open } from '../../core/open.js';
import { count } from '../../core/quantity.js';
import { TemporaryFolder } from '../../data/source/temporary.js';
import { sql } from '../../engine/sql.js';
import { EXIT, OptionsError } from '../../errors.js';
import { parseMapping } from '../../mapping/mapping.js';
import { alerts } from '../../metrics/monitoring/alerts.js';
import { assignTiers } from '../../metrics/tiers/assign.js';
import { readCuts } from '../../metrics/tiers/cuts.js';
import { openTierHistory } from '../../metrics/tiers/history/open.js';
import { backfillTiers } from '../../metrics/tiers/history/run-batch.js';
import { customersAt } from '../../orders/as-of.js';
import { dayNumber } from '../../orders/day.js';
import { loadOrders } from '../../orders/load.js';
import type { Orders } from '../../orders/open.js';
import { command } from '../run.js';
import { writeWhole } from '../write.js';
import { writeBoard } from './board.js';
import { addressOf, postJson } from './post.js';
import { monitorJunit, weekMessage, weekText } from './report.js';

const ARGS = {
  file: { type: 'positional', description: 'Orders: a data file', valueHint: 'FILE' },
  from: {
    type: 'string',
    description: 'First day of the tiers, on which cuts are frozen',
    valueHint: 'DATE',
  },
  cuts: {
    type: 'string',
    description: 'Cuts of another date, as writeCuts wrote them; default: those of the first day',
    valueHint: 'FILE',
  },
  history: {
    type: 'string',
    description: 'Keeps the tiers from one run to the next, which then computes the new days alone',
    valueHint: 'FILE',
  },
  'as-of': { type: 'string', description: 'Last day that counts; default: the last day with an order' },
  baseline: { type: 'string', default: '26', description: 'Weeks that count as usual', valueHint: 'WEEKS' },
  lag: {
    type: 'string',
    default: '4',
    description: 'Weeks over which moves are looked at',
    valueHint: 'WEEKS',
  },
  'false-alarms': {
    type: 'string',
    default: '0.01',
    description: 'Chance of an alarm in a week in which nothing changes',
    valueHint: 'SHARE',
  },
  map: {
    type: 'string',
    description:
      'Column of each field, such as customer=KundenNr,amount="Betrag (EUR)"; numbers are positions',
    valueHint: 'FIELD=COLUMN,…',
  },
  'time-zone': { type: 'string', default: 'UTC', description: 'Time zone in which days begin' },
  currency: { type: 'string', description: 'Currency of the orders, such as EUR', valueHint: 'CODE' },
  board: {
    type: 'string',
    description: 'Writes a board as a notebook and an HTML page, with figures',
    valueHint: 'DIR',
  },
  json: { type: 'string', description: 'Writes the alerts of the last week as JSON', valueHint: 'FILE' },
  junit: { type: 'string', description: 'Writes them as JUnit XML', valueHint: 'FILE' },
  webhook: {
    type: 'string',
    description: 'Posts them as JSON if one fires; better in the environment variable TALLY_WEBHOOK',
    valueHint: 'URL',
  },
  lang: { type: 'enum', options: ['en', 'zh'], default: 'en', description: 'Language of the sentences' },
} as const satisfies ArgsDef;

export const monitor = command({
  meta: {
    name: 'tally monitor',
    description: `Watch the tiers of a shop: exits with ${EXIT.alerts} if an alert of the last week fires`,
  },
  args: ARGS,
  async run({ args }) {
    const { file, from, cuts, lang } = args;
    if (file === undefined)
      throw new OptionsError('No file given. Name one of orders: tally monitor orders.csv.');
    if (from === undefined) {
      throw new OptionsError(
        'No first day given: --from 2024-07-01, when the shop was already in its usual state.',
      );
    }
    const webhook = args.webhook ?? process.env['TALLY_WEBHOOK'];
    const address = webhook === undefined || webhook === '' ? null : addressOf(webhook);
    const spill = new TemporaryFolder();
    const session = await open({
      ...{ locale: lang, memoryLimit: '1GB', spillFolder: spill.file('spill'), timeZone: args['time-zone'] },
      ...(args.currency !== undefined && { currency: args.currency }),
    });
    try {
      const options = {
        timeZone: args['time-zone'],
        ...(args.map !== undefined && { columns: parseMapping(args.map) }),
        ...(args['as-of'] !== undefined && { asOf: args['as-of'] }),
      };
      const shop = await loadOrders(session, file, options);
      if (args['as-of'] === undefined) await requireLatest(shop);
      const frozen =
        cuts === undefined ? (await assignTiers(await customersAt(shop, from))).cuts : readCuts(cuts);
      const path = args.history ?? spill.file('tiers.duckdb');
      const history = await openTierHistory(shop.session, path, { from, cuts: frozen });
      await backfillTiers(history, shop.orders, shop.asOf);
      const watched = {
        baseline: numberGiven('--baseline', args.baseline),
        lag: numberGiven('--lag', args.lag),
        falseAlarms: numberGiven('--false-alarms', args['false-alarms']),
      };
      const found = await alerts(history, watched);
      const message = weekMessage(found);
      await history.close();
      console.log(weekText(message, lang));
      if (args.json !== undefined) writeWhole(args.json, `${JSON.stringify(message, null, 2)}\n`, '--json');
      if (args.junit !== undefined) writeWhole(args.junit, monitorJunit(message), '--junit');
      if (args.board !== undefined) {
        const parameters = {
          data: file,
          cuts: cuts ?? null,
          from,
          ...watched,
          options,
          currency: args.currency,
        };
        console.log(writeBoard(args.board, parameters, lang));
      }
      if (message.alarms.length === 0) return;
      process.exitCode = EXIT.alerts;
      if (address !== null) await postJson(address, message);
    } finally {
      session.close();
      spill.remove();
    }
  },
});

/** Days without orders before the last few of them, from which on their dates are doubted. */
const GAP = 28;

/** A few orders with a wrong year would end the data long after the others, and all weeks between would look alike. */
async function requireLatest({ session, orders, asOf }: Orders): Promise<void> {
  const { n, latest } = await session.engine.one(
    sql`SELECT count(*) AS n, max(CASE WHEN place > greatest(3, n / 1000) THEN "day" END) AS latest
      FROM (SELECT "day", count(*) OVER () AS n, row_number() OVER (ORDER BY "day" DESC) AS place FROM ${orders})`,
    { n: 'integer', latest: 'date?' },
  );
  if (latest === null || dayNumber(asOf, 'asOf') - dayNumber(latest, 'latest') <= GAP) return;
  throw new OptionsError(
    `Nearly all of the ${count(n).en} orders are of ${latest} or earlier, but the last one is of ${asOf}. ` +
      `If its date is wrong, say the last day: --as-of ${latest}; if it is right: --as-of ${asOf}.`,
  );
}

function numberGiven(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new OptionsError(`${option} must be a number, not "${text}".`);
}
