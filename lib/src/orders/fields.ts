import type { Role } from '../core/roles.js';
import type { Term } from '../core/term.js';

/** What a column of an orders file can hold. */
export type OrderField =
  | 'order'
  | 'customer'
  | 'time'
  | 'amount'
  | 'quantity'
  | 'price'
  | 'discount'
  | 'product'
  | 'category'
  | 'channel'
  | 'community'
  | 'country'
  | 'currency'
  | 'status';

interface FieldDefinition {
  /** The column of the table of lines. */
  readonly column: string;
  readonly label: Term;
  readonly kind: 'text' | 'decimal' | 'timestamp';
  readonly role?: Role;
  /** Names by which the column is found where none is given, the most usual first. */
  readonly names: readonly string[];
}

/** The fields of orders, in the order in which tables show them. */
export const ORDER_FIELDS: Readonly<Record<OrderField, FieldDefinition>> = {
  order: {
    column: 'order_id',
    label: 'order',
    kind: 'text',
    names: [
      ...['order_id', 'order', 'order_no', 'order_number', 'invoice_no', 'invoice', 'invoice_id'],
      ...['invoice_number', 'transaction_id', '订单号', '订单编号', '订单ID', '订单'],
    ],
  },
  customer: {
    column: 'customer_id',
    label: 'customer',
    kind: 'text',
    role: 'user',
    names: [
      ...['customer_id', 'customer', 'customer_no', 'user_id', 'user', 'client_id', 'buyer_id', 'member_id'],
      ...['客户ID', '客户编号', '客户', '用户ID', '用户', '买家ID', '买家', '会员号', '会员ID'],
    ],
  },
  time: {
    column: 'time',
    label: 'orderTime',
    kind: 'timestamp',
    role: 'time',
    names: [
      ...['order_time', 'order_date', 'invoice_date', 'ordered_at', 'paid_at', 'created_at', 'purchase_date'],
      ...['timestamp', 'datetime', 'date', 'time', '下单时间', '付款时间', '订单时间', '订单日期', '日期'],
    ],
  },
  amount: {
    column: 'amount',
    label: 'amount',
    kind: 'decimal',
    role: 'amount',
    names: [
      ...[
        'amount',
        'line_total',
        'line_amount',
        'order_amount',
        'order_total',
        'total',
        'total_price',
        'revenue',
      ],
      ...['paid', '实付金额', '订单金额', '金额'],
    ],
  },
  quantity: {
    column: 'quantity',
    label: 'quantity',
    kind: 'decimal',
    names: ['quantity', 'qty', 'units', 'pieces', '数量', '件数', '购买数量'],
  },
  price: {
    column: 'unit_price',
    label: 'unitPrice',
    kind: 'decimal',
    names: ['unit_price', 'price', 'item_price', 'price_per_unit', '单价', '商品单价'],
  },
  discount: {
    column: 'discount',
    label: 'discount',
    kind: 'decimal',
    names: ['discount', 'discount_amount', '优惠金额', '折扣金额'],
  },
  product: {
    column: 'product',
    label: 'product',
    kind: 'text',
    names: [
      ...['product_id', 'stock_code', 'sku', 'item_id', 'product', 'item', 'product_name'],
      ...['商品ID', '商品编号', '商品', '商品名称'],
    ],
  },
  category: {
    column: 'category',
    label: 'itemCategory',
    kind: 'text',
    role: 'category',
    names: [
      'category',
      'product_category',
      'category_id',
      'category_name',
      '品类',
      '类目',
      '商品类目',
      '商品分类',
    ],
  },
  channel: {
    column: 'channel',
    label: 'channel',
    kind: 'text',
    names: ['channel', 'sales_channel', '渠道', '销售渠道'],
  },
  community: {
    column: 'community',
    label: 'community',
    kind: 'text',
    names: ['community', 'community_id', '社区', '小区'],
  },
  country: {
    column: 'country',
    label: 'country',
    kind: 'text',
    names: ['country', 'country_code', '国家', '国家或地区'],
  },
  currency: {
    column: 'currency',
    label: 'currency',
    kind: 'text',
    names: ['currency', 'currency_code', '币种', '货币'],
  },
  status: {
    column: 'status',
    label: 'orderStatus',
    kind: 'text',
    names: ['status', 'order_status', 'financial_status', '订单状态', '状态', '交易状态'],
  },
};

export const ORDER_FIELD_NAMES = Object.keys(ORDER_FIELDS) as readonly OrderField[];

/** Fields that a metric may ask for, beyond those that all orders have. */
export type OptionalField = Exclude<OrderField, 'order' | 'customer' | 'time' | 'amount'>;
