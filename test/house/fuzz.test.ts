import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

interface Failure {
  readonly file: string;
  readonly test: string;
  readonly repeat: string;
}

const { failures, filesEnded } = (await import(new URL('../fuzz/repeat.mjs', import.meta.url).href)) as {
  failures: (report: string, seed: number) => Failure[];
  filesEnded: (report: string) => number;
};

const report = (...lines: object[]) => lines.map((line) => `${JSON.stringify(line)}\n`).join('');
const failing = (message: string) =>
  report({ file: `${process.cwd()}/test/a.test.ts`, test: "it's (so) * 2", message });

describe('random tests', () => {
  it('have a seed of their own, which is the same every time', () => {
    expect(fc.readConfigureGlobal().seed).toBe(Number(process.env['FUZZ_SEED'] ?? 20_191_101));
    expect(fc.sample(fc.integer())).toEqual(fc.sample(fc.integer()));
  });

  it('say how to repeat what they found, as small as it was made', () => {
    const found = fc.check(
      fc.property(fc.integer(), (n) => n < 10),
      { seed: -5 },
    );
    const message = fc.defaultReportMessage(found) ?? '';
    const [failure] = failures(failing(message), 7);
    expect(failure?.file).toBe('test/a.test.ts');
    expect(failure?.repeat).toBe(
      `FUZZ_SEED=-5 FUZZ_PATH=${found.counterexamplePath ?? ''} npx vitest run 'test/a.test.ts' -t 'it'\\''s \\(so\\) \\* 2'`,
    );
  });

  it('say the seed of the round where the failure is of another kind', () => {
    const [failure] = failures(failing('AssertionError: expected 1 to be 2'), 7);
    expect(failure?.repeat).toMatch(/^FUZZ_SEED=7 npx vitest run 'test\/a\.test\.ts' -t /);
  });

  it('name a file that could not be read', () => {
    const unread = report({ file: 'test/b.test.ts', test: '', message: 'no such import' });
    expect(failures(unread, 7)).toEqual([
      {
        file: 'test/b.test.ts',
        test: '',
        message: 'no such import',
        repeat: "FUZZ_SEED=7 npx vitest run 'test/b.test.ts'",
      },
    ]);
  });

  it('repeat the whole round for an error outside all tests', () => {
    const [failure] = failures(report({ file: '', test: '', message: 'nobody waited for it' }), 7);
    expect(failure?.repeat).toBe('make fuzz FUZZ_SEED=7');
  });

  it('count what a round that was cut off has done, without the line that it was writing', () => {
    const text = `${failing('no')}${report({ ended: 'a' }, { ended: 'b' })}{"ended": "c`;
    expect(filesEnded(text)).toBe(2);
    expect(failures(text, 7)).toHaveLength(1);
  });
});
