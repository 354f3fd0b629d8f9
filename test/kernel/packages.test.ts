import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorOf, resultOf, sharedKernel } from './harness.js';

/** Another folder with more of them installed, or this repository. */
const folder = process.env['TALLY_KERNEL_PACKAGES'] ?? fileURLToPath(new URL('../..', import.meta.url));
const kernel = sharedKernel({ cwd: folder });
const isInstalled = (name: string): boolean => existsSync(join(folder, 'node_modules', name, 'package.json'));

/**
 * Popular packages: a cell that imports and uses one, its value, and a cell that its types refuse. Those that this
 * repository does not install are tested in the folder that TALLY_KERNEL_PACKAGES names.
 */
const PACKAGES: readonly (readonly [name: string, cell: string, shown: string, wrong: string])[] = [
  [
    'date-fns',
    'import { addDays } from "date-fns"; addDays(new Date(0), 1)',
    '1970-01-02T00:00:00.000Z',
    'addDays(1n, 1)',
  ],
  ['zod', 'import { z } from "zod"; z.object({ n: z.number() }).parse({ n: 1 })', '{ n: 1 }', 'z.object(1)'],
  ['d3-array', 'import { sum } from "d3-array"; sum([1, 2])', '3', '(sum([1]) as number).nothing'],
  [
    'arquero',
    'import { table } from "arquero"; table({ x: [1, 2] }).numRows()',
    '2',
    'table({ x: [1] }).nothing()',
  ],
  [
    'apache-arrow',
    'import { tableFromArrays } from "apache-arrow"; tableFromArrays({ x: [1, 2] }).numRows',
    '2',
    'tableFromArrays(1)',
  ],
  [
    'nodejs-polars',
    'import pl from "nodejs-polars"; pl.DataFrame({ x: [1, 2] }).height',
    '2',
    'pl.DataFrame({ x: [1] }).nothing()',
  ],
  [
    '@observablehq/plot',
    'import * as Plot from "@observablehq/plot"; typeof Plot.dot([1]).plot',
    'function',
    'Plot.dot(1, 2, 3, 4)',
  ],
  [
    'vega-lite-api',
    'import * as vl from "vega-lite-api"; typeof vl.markBar()',
    'object',
    'import { nothing } from "vega-lite-api/nothing"',
  ],
  ['simple-statistics', 'import { mean } from "simple-statistics"; mean([1, 2, 3])', '2', 'mean("x")'],
  [
    'lodash-es',
    'import { chunk } from "lodash-es"; chunk([1, 2, 3], 2)',
    '[ [ 1, 2 ], [ 3 ] ]',
    'import { nothing } from "lodash-es/nothing"',
  ],
  ['p-limit', 'import pLimit from "p-limit"; await pLimit(1)(async () => 1)', '1', 'pLimit("x")'],
  [
    'execa',
    'import { execa } from "execa"; (await execa("node", ["-p", "1"])).stdout',
    '1',
    'await execa(1)',
  ],
  ['got', 'import got from "got"; typeof got.get', 'function', 'got.nothing()'],
  ['nanoid', 'import { nanoid } from "nanoid"; nanoid(5).length', '5', 'nanoid("x")'],
  ['chalk', 'import chalk from "chalk"; typeof chalk.red("x")', 'string', 'chalk.nothing("x")'],
  [
    'ml-kmeans',
    'import { kmeans } from "ml-kmeans"; kmeans([[1], [9]], 2, { initialization: [[1], [9]] }).clusters',
    '[ 0, 1 ]',
    'kmeans(1)',
  ],
  ['mysql2', 'import mysql from "mysql2/promise"; typeof mysql.createPool', 'function', 'mysql.nothing()'],
  ['pg', 'import pg from "pg"; typeof new pg.Client().query', 'function', 'new pg.Client({ port: "x" })'],
  [
    'ws',
    'import { WebSocketServer } from "ws"; typeof WebSocketServer',
    'function',
    'import { nothing } from "ws/nothing"',
  ],
  [
    'danfojs-node',
    'import * as dfd from "danfojs-node"; new dfd.DataFrame({ x: [1, 2] }).shape',
    '[ 2, 1 ]',
    'dfd.nothing()',
  ],
];

describe('packages that are installed', () => {
  it.each(PACKAGES.filter(([name]) => isInstalled(name)))(
    '%s is imported and used, with its types',
    async (_, cell, shown, wrong) => {
      const execution = await kernel().execute(cell);
      expect(errorOf(execution)).toBeUndefined();
      expect(resultOf(execution)).toMatchObject({ 'text/plain': shown });
      expect(errorOf(await kernel().execute(wrong))?.ename).toBe('TypeScriptError');
    },
  );
});
