import type { usersContract } from './users-contract.js';

export const HEADER =
  'User_ID,Age,Gender,Location,Income,Interests,Last_Login_Days_Ago,Purchase_Frequency,Average_Order_Value,' +
  'Total_Spending,Product_Category_Preference,Time_Spent_on_Site_Minutes,Pages_Viewed,Newsletter_Subscription';

/** One row of a user file, with what a test cares about and sound values for the rest. */
export function userLine(
  id: number | string,
  changes: Partial<Record<keyof typeof usersContract.columns, string | number>> = {},
): string {
  const frequency = Number(changes.purchase_frequency ?? 4);
  const spending = Number(changes.total_spending ?? 1000);
  const values = {
    user_id: `#${id}`,
    age: 30,
    gender: 'Female',
    location: 'Urban',
    income: 50000,
    interests: 'Sports',
    last_login_days_ago: 5,
    purchase_frequency: frequency,
    average_order_value: spending / frequency,
    total_spending: spending,
    product_category_preference: 'Books',
    time_spent_on_site_minutes: 300,
    pages_viewed: 20,
    newsletter_subscription: 'True',
    ...changes,
  };
  return Object.values(values).join(',');
}
