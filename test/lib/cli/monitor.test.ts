import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { DeliveryError, OptionsError } from 'tally';
import { main } from '../../../lib/src/cli/main.js';
import { addressOf, postJson } from '../../../lib/src/cli/monitor/post.js';
import { dateOf } from '../../../lib/src/orders/day.js';
import { Files } from '../load/files.js';
import { ran } from './ran.js';

const files = new Files();
afterAll(() => files.remove());

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A server that answers with these codes in turn (the last one for ever), and what it was sent. */
async function serverOf(...codes: (number | null)[]) {
  const sent: unknown[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      sent.push({
        method: request.method,
        type: request.headers['content-type'],
        body: JSON.parse(body) as unknown,
      });
      const code = codes[Math.min(sent.length, codes.length) - 1] ?? null;
      // Null: no answer at all.
      if (code !== null) response.writeHead(code, { location: 'http://example.org/' }).end();
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?key=SECRET`);
  return { sent, url };
}

const FIRST = 19_723; // 2024-01-01, a Monday

/** Forty customers who order every week for 24 weeks; from the last six on, those of the highest spending no more. */
const shop = (more: readonly string[] = []) =>
  files.lines(
    'shop.csv',
    'order_id,customer_id,date,amount',
    ...Array.from({ length: 24 }, (_, week) =>
      Array.from({ length: 40 }, (__, customer) =>
        week >= 19 && customer < 2
          ? []
          : [
              `${week}-${customer},c${customer},${dateOf(FIRST + week * 7 + (customer % 7))},${customer < 2 ? 100 : 10}`,
            ],
      ).flat(),
    ).flat(),
    ...more,
  );
const options = ['--from', '2024-02-04', '--baseline', '12', '--lag', '2'];

describe('tally monitor', () => {
  it('says what fires, writes and posts it, and exits with its own code', async () => {
    const { sent, url } = await serverOf(204);
    const [json, junit] = [join(files.folder, 'a.json'), join(files.folder, 'a.xml')];
    const written = ['--json', json, '--junit', junit, '--webhook', url.href];
    const { status, stdout, stderr } = await ran(main, ['monitor', shop(), ...options, ...written]);
    expect({ status, stderr }).toEqual({ status: 6, stderr: '' });
    expect(stdout).toMatch(/^! Platinum churn, week to 2024-06-16: 100\.0% over 2 weeks, above the limit/m);
    expect(stdout).toMatch(/^ {2}Share of dormant customers, week to 2024-06-16: 0\.0%, not above/m);
    const message = JSON.parse(readFileSync(json, 'utf8')) as { alarms: { alert: string }[] };
    expect(message).toMatchObject({ week: '2024-06-16', falseAlarms: 0.01 });
    expect(message.alarms[0]).toMatchObject({ alert: 'platinumChurn', value: 1, affected: 2, of: 2 });
    expect(sent).toEqual([{ method: 'POST', type: 'application/json', body: message }]);
    const xml = readFileSync(junit, 'utf8');
    expect(xml).toContain('<testcase classname="week to 2024-06-16" name="dormantShare" time="0"/>');
    expect(xml).toMatch(/name="platinumChurn" time="0">\n +<failure type="alarm" message="Platinum churn, /);
    const { valid } = await validateXML({
      xml,
      schema: [readFileSync('test/runner/check/junit.xsd', 'utf8')],
    });
    expect(valid).toBe(true);
  });

  it('is silent where nothing fires, and goes on from where the last run was', async () => {
    const { sent, url } = await serverOf(204);
    const kept = ['--history', join(files.folder, 'tiers.duckdb'), '--webhook', url.href];
    const quiet = await ran(main, [
      'monitor',
      shop(),
      ...options,
      '--as-of',
      '2024-05-05',
      '--lang',
      'zh',
      ...kept,
    ]);
    expect(quiet).toMatchObject({ status: 0, stderr: '' });
    expect(quiet.stdout).toContain('铂金客户流失，截至2024-05-05当周：2周内为0.0%，未高于预警线0.0%');
    expect(sent).toEqual([]);
    const later = await ran(main, ['monitor', shop(), ...options, ...kept]);
    expect(later.status).toBe(6);
    expect(later.stdout).toBe((await ran(main, ['monitor', shop(), ...options])).stdout);
  });

  it('writes the notebook of the board where nothing is installed that could run it, and says so', async () => {
    const board = join(files.folder, 'board');
    const { status, stdout } = await ran(main, ['monitor', shop(), ...options, '--board', board]);
    expect(status).toBe(6);
    expect(stdout).toMatch(
      /Written: .*board\.ipynb\n.*nbconvert-ts-runner and tally-kernel are not installed here/,
    );
    expect(readFileSync(join(board, 'board.ipynb'), 'utf8')).toContain('let baseline: number = 12;');
  });

  it('does not take an order with a wrong year for quiet weeks', async () => {
    const { status, stderr } = await ran(main, ['monitor', shop(['x,c9,2042-06-01,5']), ...options]);
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /Nearly all of the 951 orders are of 2024-06-16 or earlier, but the last one is of 2042-06-01/,
    );
    expect(
      (await ran(main, ['monitor', shop(['x,c9,2042-06-01,5']), ...options, '--as-of', '2024-06-16'])).status,
    ).toBe(6);
  });

  it('fails when the webhook does, and shows nothing of its secret', async () => {
    const { url } = await serverOf(404);
    const { status, stderr } = await ran(main, ['monitor', shop(), ...options, '--webhook', url.href]);
    expect(status).toBe(3);
    expect(stderr).toMatch(/The webhook at 127\.0\.0\.1:\d+ answered 404: check its address/);
    expect(stderr).not.toContain('SECRET');
  });

  it.each([
    [[], 2, /Missing required positional argument: FILE/],
    [['x.csv'], 2, /No first day given/],
    [['no-such.csv', '--from', '2024-01-01'], 2, /no-such\.csv: no such file/],
    [[shop(), '--from', '2024-02-30'], 2, /2024-02-30/],
    [[shop(), '--from', '2024-02-04', '--baseline', 'x'], 2, /--baseline must be a number/],
    [[shop(), '--from', '2024-02-04'], 3, /whole weeks, of which 26 are the baseline/],
    [[shop(), ...options, '--cuts', 'nowhere.json'], 2, /nowhere\.json: no such file of cuts/],
    [[shop(), ...options, '--history', '/dev/null/x'], 2, /\/dev\/null\/x/],
    [[shop(), ...options, '--webhook', 'ftp://x'], 2, /begins with http/],
  ])('exits with a code that says what is wrong: %j', async (args, code, message) => {
    const { status, stderr } = await ran(main, ['monitor', ...args]);
    expect(stderr).toMatch(message);
    expect(status).toBe(code);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('postJson', () => {
  it('tries again where that may help, and gives up in the end', async () => {
    const { sent, url } = await serverOf(503, 429, 200);
    await postJson(url, { a: 1 }, { wait: 1 });
    expect(sent).toHaveLength(3);
    const never = await serverOf(500);
    await expect(postJson(never.url, {}, { wait: 1, tries: 2 })).rejects.toThrow(
      /answered 500, 2 times: it was not told/,
    );
    expect(never.sent).toHaveLength(2);
  });

  it('does not try again where that cannot help, and follows no redirect', async () => {
    for (const code of [400, 401, 302]) {
      const { sent, url } = await serverOf(code);
      await expect(postJson(url, {}, { wait: 1 })).rejects.toThrow(new RegExp(`answered ${code}`));
      expect(sent).toHaveLength(1);
    }
  });

  it('waits for no answer for ever, and says where nobody is', async () => {
    const { url } = await serverOf(null);
    const silent = postJson(url, {}, { wait: 1, tries: 1, timeout: 50 });
    await expect(silent).rejects.toThrow(/did not answer in time/);
    await expect(silent).rejects.toThrow(DeliveryError);
    await expect(postJson(new URL('http://127.0.0.1:1/'), {}, { wait: 1, tries: 2 })).rejects.toThrow(
      /The webhook at 127\.0\.0\.1:1 cannot be reached, 2 times/,
    );
    expect(() => addressOf('nonsense')).toThrow(OptionsError);
  });
});
