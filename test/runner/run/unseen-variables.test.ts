import { afterEach, describe, expect, it, vi } from 'vitest';
import { unseenVariableNotice, unseenVariables } from '../../../runner/src/run/unseen-variables.js';
import { FakeProject } from '../support/fake-project.js';
import { code, notebook } from '../support/notebooks.js';

const declaring = (source: string) => notebook([code(source, { tags: ['parameters'] }), code('users')]);
const users = declaring(
  "/** The user table. */\nlet users: string = process.env.TALLY_USERS ?? 'a.csv';\nlet without: string[] = [];",
);
const events = declaring("let n = 3;\nlet events = process.env['TALLY_EVENTS'] ?? 'b.csv';");
const ENV = { TALLY_USERS: 'mine.csv', TALLY_EVENTS: 'theirs.csv', HOME: '/home' };
const none = { given: [], passed: [] };

describe('variables that a kernel does not see', () => {
  it('are named once for all notebooks, with the parameter that takes their place', () => {
    const found = unseenVariables([users, users, events, declaring('let m = 1;')], none, ENV);
    expect(found).toEqual([
      { name: 'users', variable: 'TALLY_USERS' },
      { name: 'events', variable: 'TALLY_EVENTS' },
    ]);
    expect(found.map(unseenVariableNotice)[0]).toBe(
      'TALLY_USERS is set, but a run does not read it; use it with: run … -p users="$TALLY_USERS" --output-dir out',
    );
  });

  it('are not named where they are not set, let through, or given as a parameter', () => {
    expect(unseenVariables([users], none, {})).toEqual([]);
    expect(unseenVariables([users], { ...none, passed: ['TALLY_USERS'] }, ENV)).toEqual([]);
    expect(unseenVariables([users], { ...none, given: ['users'] }, ENV)).toEqual([]);
    expect(unseenVariables([notebook([code('let users = process.env.HOME;')])], none, ENV)).toEqual([]);
  });

  it('are told of in a run', async () => {
    vi.stubEnv('TALLY_USERS', 'mine.csv');
    const project = new FakeProject();
    const kernelspec = { name: 'fake', display_name: 'Fake', language: 'fake' };
    project.add('a.ipynb', notebook(users.cells.slice(0, 1), { kernelspec }));
    const notices: string[] = [];
    await project.run({ inputs: ['a.ipynb'] }, { progress: { notice: (text) => notices.push(text) } });
    expect(notices).toContainEqual(expect.stringMatching(/^TALLY_USERS is set, but a run does not read it/));
  });
});

afterEach(() => {
  vi.unstubAllEnvs();
});
