import {
  defineTable,
  load,
  type Label,
  type LoadedAs,
  type LoadOptions,
  type Session,
  type Table,
} from 'tally';

const named = (en: string, zh: string): { readonly label: Label } => ({ label: { en, zh } });

const quarter = (n: number) =>
  ({ type: 'integer', min: 0, ...named(`Q${n} transactions`, `第${n}季度交易次数`) }) as const;

/**
 * The customer table of the audited segmentation: one row for each customer and subsidiary, with segment, tiers, revenue,
 * cadence, score and predicted retention. Neither of its two ids is unique, so it has no key.
 */
export const customersContract = defineTable({
  name: 'customers',
  columns: {
    customer_id: { type: 'text', role: 'user', ...named('Customer', '客户') },
    customer_analytics_id: { type: 'text', ...named('Analytics ID', '分析ID') },
    subsidiary_id: { type: 'text', ...named('Subsidiary', '子公司') },
    profitability_segment: {
      type: 'text',
      role: 'segment',
      ...named('Profitability segment', '盈利能力分段'),
      values: {
        Premium: named('Premium', 'Premium'),
        'High Value': named('High Value', 'High Value'),
        Standard: named('Standard', 'Standard'),
        Basic: named('Basic', 'Basic'),
        Growing: named('Growing', 'Growing'),
      },
    },
    value_tier: { type: 'text', ...named('Value tier', '价值等级') },
    lifecycle_stage: { type: 'text', ...named('Lifecycle stage', '生命周期阶段') },
    activity_status: { type: 'text', ...named('Activity', '活跃状态') },
    retention_category: { type: 'text', ...named('Retention category', '留存类别') },
    total_revenue: { type: 'decimal', min: 0, role: 'monetary', ...named('Total revenue', '总收入') },
    net_profit: { type: 'decimal', format: 'money', ...named('Net profit', '净利润') },
    transaction_count: { type: 'integer', min: 0, role: 'frequency', ...named('Transactions', '总交易次数') },
    avg_transactions_per_month: {
      type: 'decimal',
      scale: 1,
      min: 0,
      ...named('Transactions a month', '月均交易次数'),
    },
    comprehensive_customer_score: { type: 'integer', min: 0, ...named('Customer score', '综合客户得分') },
    retention_probability: {
      type: 'decimal',
      min: 0,
      max: 1,
      format: 'percent',
      ...named('Predicted retention', '预测留存率'),
    },
    seasonal_preference: { type: 'text', ...named('Seasonal preference', '季节偏好') },
    transaction_consistency: { type: 'text', ...named('Consistency', '交易一致性') },
    growth_potential: { type: 'text', ...named('Growth potential', '增长潜力') },
    recommended_action: { type: 'text', ...named('Recommended action', '建议行动') },
    engagement_frequency: { type: 'text', ...named('Engagement', '互动频率') },
    customer_age_days: { type: 'integer', min: 0, ...named('Customer age', '客户年龄') },
    segmentation_date: { type: 'timestamp', ...named('Segmentation date', '分段日期') },
    transaction_value_volatility: {
      type: 'decimal',
      scale: 3,
      min: 0,
      ...named('Volatility of transaction value', '交易价值波动性'),
    },
    q1_transactions: quarter(1),
    q2_transactions: quarter(2),
    q3_transactions: quarter(3),
    q4_transactions: quarter(4),
  },
});

/** A customer table loaded under {@link customersContract}. */
export type Customers = LoadedAs<typeof customersContract>;

/** Any table with the columns of {@link customersContract}. */
export type CustomerTable = Table<Customers['columns'], Customers['roles']>;

/**
 * Loads a customer table under {@link customersContract}; rows that break it are quarantined unless an option says
 * otherwise.
 *
 * @throws SourceNotFoundError, EmptySourceError, SourceFormatError, ColumnsError for the file as a whole;
 *   ContractViolationError when `onViolation` is `fail` and a row breaks a rule.
 * @example
 * const customers = await netsuite.loadCustomers(tally, 'data/sample/customers.csv');
 */
export function loadCustomers(
  tally: Session,
  path: string,
  options: Omit<LoadOptions, 'contract'> = {},
): Promise<Customers> {
  return load(tally, path, { ...options, contract: customersContract });
}
