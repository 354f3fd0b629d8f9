import { performance } from 'node:perf_hooks';

const ROLLUP = /(users|categories|hours)\.parquet' \(/;

/** An engine that adds up what the statements that write rollups take: the loader writes events and rollups in one go. */
export class RollupClock {
  seconds = 0;

  /** @param {import('tally').Engine} engine */
  constructor(engine) {
    /** @type {import('tally').Engine} */
    this.engine = {
      dialect: engine.dialect,
      all: (...words) => engine.all(...words),
      one: (...words) => engine.one(...words),
      query: (...words) => engine.query(...words),
      run: (...words) => this.#timed(words[0], () => engine.run(...words)),
      close: () => engine.close(),
    };
  }

  /** @param {import('tally').Sql} statement @param {() => Promise<void>} run */
  async #timed(statement, run) {
    const began = performance.now();
    await run();
    const text = statement.parts.map((part) => ('text' in part ? part.text : '')).join('');
    if (ROLLUP.test(text)) this.seconds += (performance.now() - began) / 1000;
  }
}
