import type { Equivalent } from './entry.js';

const BENEFITS = 'lib/src/metrics/benefits';
const IN_ORDER = 'if (from !== undefined && until !== undefined && until < from) {';

/** Looked at one by one: see `EQUIVALENT`. */
export const BENEFITS_EQUIVALENT: readonly Equivalent[] = [
  ...[
    ['ConditionalExpression', 'if (true && until < from) {'],
    ['ConditionalExpression', 'if (true && until !== undefined && until < from) {'],
    ['ConditionalExpression', 'if (from !== undefined && true && until < from) {'],
    ['LogicalOperator', 'if (from !== undefined || until !== undefined && until < from) {'],
  ].map(([change = '', after = '']) => ({
    ...{ file: `${BENEFITS}/catalog.ts`, line: IN_ORDER, change, after },
    why: 'A day that is not given is before none; the types ask for it.',
  })),
];
