import type { Engine } from '../engine/engine.js';
import { sql } from '../engine/sql.js';
import type { RowOf } from '../engine/table.js';
import { defineTable } from './contract.js';
import { load, type Loaded, type LoadOptions } from './load.js';

/** The regions a user can live in. */
export const USER_REGIONS = ['Urban', 'Suburban', 'Rural'] as const;
export type UserRegion = (typeof USER_REGIONS)[number];

/**
 * The user table of a short-video shop: one row a user, with who they are, what they do on the site and what
 * they have bought. Index columns of the file are not used; `#` is taken off the ids, which must stay unique;
 * the average order value is kept to the cent and must equal spending over purchases.
 */
export const usersContract = defineTable({
  name: 'users',
  columns: {
    user_id: { type: 'text', source: 'User_ID', strip: '#' },
    age: { type: 'integer', source: 'Age', min: 0, max: 120 },
    gender: { type: 'text', source: 'Gender' },
    location: { type: 'text', source: 'Location', values: USER_REGIONS },
    income: { type: 'integer', source: 'Income', min: 0 },
    interests: { type: 'text', source: 'Interests' },
    last_login_days_ago: { type: 'integer', source: 'Last_Login_Days_Ago', min: 0 },
    purchase_frequency: { type: 'integer', source: 'Purchase_Frequency', min: 1 },
    average_order_value: { type: 'decimal', source: 'Average_Order_Value', precision: 10, scale: 2, min: 0 },
    total_spending: { type: 'decimal', source: 'Total_Spending', scale: 2, min: 0 },
    product_category_preference: { type: 'text', source: 'Product_Category_Preference' },
    time_spent_on_site_minutes: { type: 'integer', source: 'Time_Spent_on_Site_Minutes', min: 0 },
    pages_viewed: { type: 'integer', source: 'Pages_Viewed', min: 0 },
    newsletter_subscription: { type: 'boolean', source: 'Newsletter_Subscription' },
  },
  key: ['user_id'],
  derived: [
    {
      column: 'average_order_value',
      equals: sql`CAST(total_spending AS DOUBLE) / nullif(purchase_frequency, 0)`,
      formula: 'total_spending / purchase_frequency',
      tolerance: 0.0051,
    },
  ],
});

export type UserColumns = (typeof usersContract)['columns'];
export type LoadedUsers = Loaded<UserColumns>;
export type UserTable = LoadedUsers['table'];
export type User = RowOf<UserTable>;

/**
 * Loads a user table under {@link usersContract}.
 *
 * @example
 * const users = await loadUsers(engine, 'data/sample/users.csv');
 */
export function loadUsers(engine: Engine, path: string, options: LoadOptions = {}): Promise<LoadedUsers> {
  return load(engine, usersContract, path, options);
}
