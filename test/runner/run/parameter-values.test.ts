import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../runner/src/json.js';
import { parameterSyntax } from '../../../runner/src/run/parameter-syntax.js';
import { parameterValues } from '../../../runner/src/run/parameter-values.js';

const declared = (source: string, language = 'typescript') =>
  parameterSyntax(language)?.declared(source) ?? [];

/** What `-p name=text` gives for a cell that declares `name`. */
const given = (source: string, text: string, language = 'typescript'): JsonValue | undefined => {
  const parameters = declared(source, language);
  const name = parameters[0]?.name ?? '';
  return parameterValues(parameters, { values: {}, texts: { [name]: text } }, 'x.ipynb')[name];
};

describe('a word of the command line', () => {
  it.each<[string, string, JsonValue]>([
    ['let a: string;', 'true', 'true'],
    ['let a: string;', '007', '007'],
    ['let a: string;', '20', '20'],
    ['let a: string;', '"20"', '20'],
    ['let a: string;', 'null', 'null'],
    ["let a = 'x';", '[1]', '[1]'],
    ['let a: number = 1;', '5e3', 5000],
    ['let a: string;', '1e400', '1e400'],
    ['let a: string;', '9007199254740993', '9007199254740993'],
    ['let a: number;', '9007199254740994', 9007199254740994],
    ['let a: number;', '1.0', 1],
    ['let a = 1;', '-2.5', -2.5],
    ['let a: boolean;', 'false', false],
    ['let a: string | number;', '5', 5],
    ['let a: string | undefined;', '7', '7'],
    ['let a: number | undefined;', '7', 7],
    ['let a: number | string;', 'x', 'x'],
    ['let a: string | null;', 'null', null],
    ['let a: string[];', '["East"]', ['East']],
    ['let a: Array<number>;', '[1,2]', [1, 2]],
    ['let a: (string | number)[];', '["a",1]', ['a', 1]],
    ["let a: 'en' | 'zh' = 'en';", 'zh', 'zh'],
    ["let a:\n  | 'en'\n  | 'zh' = 'en';", 'zh', 'zh'],
    ['let a: 1 | 2;', '2', 2],
    ['let a: Record<string, number>;', '{"x":1}', { x: 1 }],
    ['let a: { x: number } = { x: 1 };', '{"x":2}', { x: 2 }],
    ['let a = process.env.A ?? 1;', 'true', true],
    ['let a: Region;', '5', 5],
    ['let a: (x: number) => string = f;', 'g', 'g'],
    ['let a /* top */ : /* of */ string = "x" // let b: number', '1', '1'],
    ['let a: string = `x`,\n  b = 2;', '1', '1'],
  ])('%j takes %s', (source, text, value) => {
    expect(given(source, text)).toEqual(value);
  });

  it.each([
    ['let a: number = 5;', 'abc', 'parameter a: x.ipynb declares it as number, and "abc" is a string.'],
    ['let a = 5;', 'abc', 'declares it as 5, and "abc" is a string.'],
    ['let a: boolean = true;', '1', 'declares it as boolean, and 1 is a number.'],
    ["let a: 'en' | 'zh' = 'en';", 'de', `declares it as 'en' | 'zh', and "de" is a string.`],
    ['let a: string[] = [];', '["a",1]', 'declares it as string[], and ["a",1] is a list.'],
    ['let a = [1, 2];', '["a"]', 'declares it as [1, 2], and ["a"] is a list.'],
    ['let a: number | undefined;', 'x', 'declares it as number | undefined, and "x" is a string.'],
    ['let a: number;', 'null', 'declares it as number, and null.'],
    ['let a: number;', '1e400', 'parameter a: 1e400 cannot be passed on as a number without change.'],
    ['let a: number;', '1e-400', 'parameter a: 1e-400 cannot be passed on as a number without change.'],
    ['let a: Region;', '1e400', 'parameter a: 1e400 cannot be passed on'],
    ['let a: number[];', '[1, 9007199254740993]', 'parameter a: 9007199254740993 cannot be passed on'],
    ['let a: string[];', '[1e400]', 'declares it as string[], and [1e400] is a list.'],
  ])('%j refuses %s', (source, text, message) => {
    expect(() => given(source, text)).toThrow(message);
  });

  it.each<[string, string, JsonValue]>([
    ['a: str = "x"', 'true', 'true'],
    ['a: int = 5', '7', 7],
    ['a: float = 5', '7', 7],
    ['a: list[str] = []', '["x"]', ['x']],
    ['a: Optional[str] = None', 'null', null],
    ['a: int = None', 'null', null],
    ['a: str | None = None', 'x', 'x'],
    ['a: Literal["a", "b"] = "a"', 'b', 'b'],
    ['a: pd.Timestamp = x', '5', 5],
    ["a = 'x'  # a # comment", '5', '5'],
    ['a = None', '5', 5],
    ['a = True', 'false', false],
  ])('in Python %j takes %s', (source, text, value) => {
    expect(given(source, text, 'python')).toEqual(value);
  });

  it.each([
    ['a: int = 5', '2.5', 'declares it as int, and 2.5 is a number.'],
    ['a: int = 5', 'x', 'declares it as int, and "x" is a string.'],
    ['a = True', 'yes', 'declares it as True, and "yes" is a string.'],
  ])('in Python %j refuses %s', (source, text, message) => {
    expect(() => given(source, text, 'python')).toThrow(message);
  });
});

it('takes values of files as they are, and says how to make a number text', () => {
  const parameters = declared('let id: string; let n: number;');
  const check = (values: Record<string, JsonValue>) =>
    parameterValues(parameters, { values, texts: {} }, 'x');
  expect(check({ id: '007', n: 1, other: null })).toEqual({ id: '007', n: 1, other: null });
  expect(() => check({ id: 7 })).toThrow('declares it as string, and 7 is a number. Put the value in quotes');
});

it('lets the command line win over the file', () => {
  const texts = { n: '2' };
  expect(parameterValues(declared('let n = 0;'), { values: { n: 1 }, texts }, 'x')).toEqual({ n: 2 });
});

describe('a Python default', () => {
  it.each([
    ["regions = [\n    'East',\n    'West',\n]\n", 'East'],
    ["regions = [  # of the country\n    'East',  # ] not here\n]", 'East'],
    ["regions = ['a', '''x\n]''']", 'East'],
    ['regions = {\n  "a": 1,\n}', 'East'],
  ])('%j over lines keeps its type', (source, text) => {
    expect(() => given(source, text, 'python')).toThrow('parameter regions: x.ipynb declares it as');
  });

  it('takes a value of it', () => {
    expect(given("regions = [\n  'East',\n]\nn = 5", '["North"]', 'python')).toEqual(['North']);
    expect(declared("regions = [\n  'East',\n]\nn = 5  # top", 'python').map(({ shown }) => shown)).toEqual([
      "[\n  'East',\n]",
      '5',
    ]);
  });
});
