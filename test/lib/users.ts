import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadUsers, openDuckDb, type Engine, type LoadedUsers, type LoadOptions, type User } from 'tally';

export const HEADER =
  'User_ID,Age,Gender,Location,Income,Interests,Last_Login_Days_Ago,Purchase_Frequency,Average_Order_Value,' +
  'Total_Spending,Product_Category_Preference,Time_Spent_on_Site_Minutes,Pages_Viewed,Newsletter_Subscription';

/** One row of a user file, with what a test cares about and sound values for the rest. */
export function userLine(
  id: number | string,
  changes: Partial<Record<keyof User, string | number>> = {},
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

export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'tally-test-'));
  private constructor(readonly engine: Engine) {}

  static async open(): Promise<Workbench> {
    return new Workbench(await openDuckDb({ threads: 2 }));
  }

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  users(lines: readonly string[], options: LoadOptions = {}): Promise<LoadedUsers> {
    return loadUsers(this.engine, this.write('users.csv', [HEADER, ...lines, ''].join('\n')), options);
  }

  close(): void {
    this.engine.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
