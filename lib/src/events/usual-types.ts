import { normalize } from '../core/closest.js';
import { OptionsError } from '../errors.js';
import { requireTypes, type EventTypes } from './types.js';

/** Which types of events are views, which show interest, and which are purchases. */
export interface TypeGroups<T extends string = string> {
  readonly views: readonly T[];
  /** May be empty: not every shop records carts. */
  readonly interests: readonly T[];
  readonly purchases: readonly T[];
}

/** The usual words, without regard to case and punctuation. */
const USUAL: Readonly<Record<keyof TypeGroups, readonly string[]>> = {
  views: [
    ...['pv', 'view', 'views', 'page_view', 'view_item', 'item_view', 'product_view', 'click', 'detail'],
    ...['浏览', '浏览商品', '点击'],
  ],
  interests: [
    ...[
      'cart',
      'add_to_cart',
      'addtocart',
      'fav',
      'favorite',
      'favourite',
      'wishlist',
      'add_to_wishlist',
      'like',
    ],
    ...['加购', '加入购物车', '收藏'],
  ],
  purchases: [
    ...['buy', 'purchase', 'purchased', 'order', 'ordered', 'transaction', 'payment', 'paid'],
    ...['购买', '下单', '支付', '付款', '成交'],
  ],
};

/**
 * The types of loaded events by what they mean, for funnels, retention and traffic: those given, and for what is not given
 * or empty, those with a usual name, such as `pv`, `view`, `add_to_cart`, `purchase` or `加购`.
 *
 * @throws OptionsError where no type is known to be a view or a purchase, or a given one is unknown.
 * @example
 * const { views, interests, purchases } = usualTypes(events);
 * await traffic.byHour(events, { views, purchases });
 * @example
 * usualTypes(events, { views: ['1'], interests: ['2', '3'], purchases: ['4'] });
 */
export function usualTypes<T extends string>(
  { types }: { readonly types: EventTypes<T> },
  given: Partial<TypeGroups<T>> = {},
): TypeGroups<T> {
  const groups = {
    views: groupOf(types, 'views', given),
    interests: groupOf(types, 'interests', given),
    purchases: groupOf(types, 'purchases', given),
  };
  const missing = (['views', 'purchases'] as const).filter((name) => groups[name].length === 0);
  if (missing.length === 0) return groups;
  throw new OptionsError(
    `None of the types of events is known to be among the ${missing.join(' or the ')}. Say which are: ` +
      `${missing.map((name) => `${name}: ['…']`).join(', ')}, from ${types.map(({ key }) => key).join(', ')}.`,
  );
}

function groupOf<T extends string>(
  types: EventTypes<T>,
  name: keyof TypeGroups,
  given: Partial<TypeGroups<T>>,
): readonly T[] {
  const own = given[name] ?? [];
  if (own.length > 0) {
    requireTypes(types, name, own);
    return own;
  }
  const taken = Object.values(given).flat();
  const words = USUAL[name].map(normalize);
  return types.map(({ key }) => key).filter((key) => !taken.includes(key) && words.includes(normalize(key)));
}
