import { describe, expect, it } from 'vitest';
import { ParameterError } from '../../../runner/src/errors.js';
import { tagsOf } from '../../../runner/src/nbformat/index.js';
import { parameterSyntax } from '../../../runner/src/run/parameter-syntax.js';
import {
  checkParametersUsed,
  declaredParameters,
  injectParameters,
  parseParameter,
} from '../../../runner/src/run/parameters.js';
import { code, notebook } from '../support/notebooks.js';

const declaring = (source: string) => code(source, { tags: ['parameters'] });

describe('parseParameter', () => {
  it.each([
    ['users=data/x.csv', 'users', 'data/x.csv'],
    ['url=http://x?a=b', 'url', 'http://x?a=b'],
    ['empty=', 'empty', ''],
  ])('%s', (given, name, text) => {
    expect(parseParameter(given)).toEqual({ name, text });
  });

  it.each(['users', '=x', 'a b=1', '1a=2'])('refuses %j', (text) => {
    expect(() => parseParameter(text)).toThrow(ParameterError);
  });
});

describe('declared names', () => {
  const names = (source: string, language = 'typescript') =>
    parameterSyntax(language)
      ?.declared(source)
      .map(({ name }) => name);

  it('reads TypeScript declarations, whatever their values hold', () => {
    expect(
      names(
        "let users: string = 'let fake = 1'; // let no = 1\nvar a = 1, b = [1, 2], c: Map<string, number> = f(x, y);",
      ),
    ).toEqual(['users', 'a', 'b', 'c']);
    expect(
      names('const fixed = { let: 1 };\n/* let gone = 2 */\nlet 用户 = `let no = ${1}`,\n  second = 2'),
    ).toEqual(['fixed', '用户', 'second']);
    expect(names('outlet = 3; function f() { let inner = 1; }')).toEqual([]);
  });

  it('reads Python assignments', () => {
    expect(names('users: str = "x"\nn=3\nif n == 3:\n    inner = 1\nn == 4', 'python')).toEqual([
      'users',
      'n',
    ]);
  });
});

describe('injectParameters', () => {
  const book = notebook([code('1'), declaring("let users = 'a';\nlet n = 1;"), code('users')]);

  it('assigns right behind the declaring cell', () => {
    const { notebook: result, skipped } = injectParameters(
      book,
      { users: 'my "x".csv', n: 5, other: 1 },
      'typescript',
    );
    expect(result.cells.map(({ id }) => id)).toEqual(['c1', 'c2', 'injected-parameters', 'c3']);
    expect(result.cells[2]).toMatchObject({ source: '// Parameters\nusers = "my \\"x\\".csv";\nn = 5;' });
    expect(result.cells.map(tagsOf)[2]).toEqual(['injected-parameters']);
    expect(skipped).toEqual(['other']);
    expect(book.cells).toHaveLength(3);
  });

  it('replaces a cell injected before', () => {
    const once = injectParameters(book, { n: 5 }, 'typescript').notebook;
    const twice = injectParameters(once, { n: 6 }, 'typescript').notebook;
    expect(twice.cells).toHaveLength(4);
    expect(twice.cells[2]?.source).toContain('n = 6;');
  });

  it('leaves a notebook alone that declares nothing', () => {
    const plain = notebook([code('1')]);
    expect(injectParameters(plain, { n: 1 }, 'typescript')).toEqual({ notebook: plain, skipped: ['n'] });
  });

  it('refuses constants', () => {
    expect(() => injectParameters(notebook([declaring('const n = 1;')]), { n: 2 }, 'typescript')).toThrow(
      /declare it with let/,
    );
  });

  it('writes Python literals', () => {
    const result = injectParameters(
      notebook([declaring('a = 1')]),
      { a: [true, null, { x: 'y' }] },
      'python',
    );
    expect(result.notebook.cells[1]?.source).toBe('# Parameters\na = [True, None, {"x": "y"}]');
  });
});

describe('checkParametersUsed', () => {
  const book = notebook([declaring("let users = 'a'; let n = 1;")]);
  const declared = declaredParameters(book, 'typescript').map(({ name }) => name);

  it('lists the declared names and the nearest', () => {
    expect(() => {
      checkParametersUsed(['usrs'], declared);
    }).toThrow(
      'parameter usrs: no notebook of this run declares it. Declared: users, n. Did you mean users?',
    );
    expect(() => {
      checkParametersUsed(['users'], declared);
    }).not.toThrow();
  });

  it('explains how to declare when nothing is', () => {
    expect(() => {
      checkParametersUsed(['users'], []);
    }).toThrow(/Tag a code cell "parameters"/);
  });
});
