import { expect, it } from 'vitest';
import { OptionsError, usualTypes } from 'tally';

const of = (...keys: readonly string[]) => ({
  types: keys.map((key, index) => ({ key, code: index + 1, words: [key], label: { en: key, zh: key } })),
});

it('knows types of events by their usual names', () => {
  expect(usualTypes(of('buy', 'cart', 'fav', 'pv'))).toEqual({
    ...{ views: ['pv'], interests: ['cart', 'fav'], purchases: ['buy'] },
  });
  expect(usualTypes(of('Add To Cart', 'Page-View', 'purchase', 'search'))).toEqual({
    ...{ views: ['Page-View'], interests: ['Add To Cart'], purchases: ['purchase'] },
  });
  expect(usualTypes(of('浏览', '购买'))).toEqual({ views: ['浏览'], interests: [], purchases: ['购买'] });
});

it('takes what is given, and nothing twice', () => {
  expect(usualTypes(of('1', '2', 'order'), { views: ['1'], interests: ['order'], purchases: ['2'] })).toEqual(
    {
      ...{ views: ['1'], interests: ['order'], purchases: ['2'] },
    },
  );
});

it('asks for what it does not know', () => {
  expect(() => usualTypes(of('1', '2'))).toThrow(OptionsError);
  expect(() => usualTypes(of('1', 'buy'))).toThrow(
    "None of the types of events is known to be among the views. Say which are: views: ['…'], from 1, buy.",
  );
  expect(() => usualTypes(of('1', 'buy'), { views: ['3'] })).toThrow('names "3", which is not a type');
});
