import { isNumeric } from '../../core/schema.js';
import { columnOf, described, type Table } from '../../core/table.js';
import { OptionsError } from '../../errors.js';

export interface RoiOptions<C extends string = string> {
  /** The column that says who was meant to be treated, and who was kept as control. */
  readonly group: C;
  /** Its values for these. Default: `treated` and `control`. */
  readonly treated?: string;
  readonly control?: string;
  /** What each customer brought in while the campaign could work, before its cost: a margin, not revenue. */
  readonly outcome: C;
  /** What the campaign cost: a column, or the cost of each treated customer. */
  readonly cost: C | number;
  /** One row for each value of this column, such as the campaign or the tier. */
  readonly by?: C;
  /** The share of customers who were to be treated, overall or by value of `by`: 0.8. */
  readonly design?: number | Readonly<Record<string, number>>;
  /** Columns known before the campaign, in which the groups should be alike. */
  readonly before?: readonly C[];
  /** A yes/no column: whether the customer got it; null where that is not recorded. */
  readonly received?: C;
}

/** The options with their defaults, and the column of customers. */
export interface RoiPlan extends Required<
  Pick<RoiOptions, 'group' | 'treated' | 'control' | 'outcome' | 'cost'>
> {
  readonly user: string;
  readonly by: string | null;
  readonly design: NonNullable<RoiOptions['design']> | null;
  readonly before: readonly string[];
  readonly received: string | null;
}

/** @throws OptionsError for columns that are missing or of another kind, a cost of 0 or less, and a share that is none. */
export function roiPlan(table: Table, options: RoiOptions): RoiPlan {
  const {
    group,
    treated = 'treated',
    control = 'control',
    outcome,
    cost,
    by,
    design,
    before = [],
    received,
  } = options;
  for (const name of [group, ...(by === undefined ? [] : [by])]) described(table, name);
  const numbers = [outcome, ...before, ...(typeof cost === 'number' ? [] : [cost])];
  for (const name of numbers) {
    const found = described(table, name);
    if (!isNumeric(found))
      throw new OptionsError(`${table.name}.${name} is ${found.kind}; it must be a number.`);
  }
  if (received !== undefined && !described(table, received).kind.startsWith('boolean')) {
    throw new OptionsError(`${table.name}.${received} must say yes or no.`);
  }
  if (treated === control) throw new OptionsError(`Treated and control are both "${treated}".`);
  if (typeof cost === 'number' && !(cost > 0 && Number.isFinite(cost))) {
    throw new OptionsError(
      `The cost of a treated customer must be above 0, not ${cost}: ROI is a ratio to it.`,
    );
  }
  const shares = design === undefined ? [] : typeof design === 'number' ? [design] : Object.values(design);
  const wrong = shares.find((share) => !(share > 0 && share < 1));
  if (wrong !== undefined) {
    throw new OptionsError(
      `The share to be treated must be between 0 and 1, not ${wrong}: without control there is no ROI.`,
    );
  }
  return {
    ...{ group, treated, control, outcome, cost, before, user: columnOf(table, 'user') },
    ...{ by: by ?? null, design: design ?? null, received: received ?? null },
  };
}
