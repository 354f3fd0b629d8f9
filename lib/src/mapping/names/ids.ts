import { CUSTOMER_NAMES } from './customers.js';
import { EVENT_NAMES } from './events.js';
import { knownNames, nameFit, wordsOf } from './match.js';
import { ORDER_NAMES } from './orders.js';

/** The last word of names such as `CustomerID` and `Rechnungs-Nr`, and the first one of `id client`. */
const LAST = ['id', 'ids', 'uid', 'uuid', 'nr', 'no', 'nummer', 'code', 'key', 'sku', 'zip', 'plz', 'phone'];
const FIRST = ['id', 'code', 'codigo'];
/** In Chinese, such as 订单编号, 手机号 and 邮政编码. */
const HAN = /(号|号码|编码|代码|电话|邮编)$/u;

const KNOWN = [
  ORDER_NAMES.order,
  ORDER_NAMES.customer,
  ORDER_NAMES.product,
  CUSTOMER_NAMES.user,
  EVENT_NAMES.item,
].map(knownNames);

/** Whether a column has ids by its name: numbers there name things and measure nothing. */
export function namesIds(column: string): boolean {
  const words = wordsOf(column);
  const [last = '', before = ''] = words.toReversed();
  // A goods_number is how many there are.
  const numbered = last === 'number' && before !== '' && !before.endsWith('s');
  return (
    numbered ||
    LAST.includes(last) ||
    (words.length > 1 && FIRST.includes(words[0] ?? '')) ||
    HAN.test(last) ||
    KNOWN.some((known) => ['same', 'bare'].includes(nameFit(column, known).fit))
  );
}
