import type ts from 'typescript';
import type { BoundFile, TypeScript } from './typescript.js';

/** The last expression of a cell. An assignment shows nothing, unless it is in parentheses. */
export function shownExpression(
  typescript: TypeScript,
  { statements }: BoundFile,
): ts.Expression | undefined {
  const last = statements.findLast((statement) => !typescript.isEmptyStatement(statement));
  if (!last || !typescript.isExpressionStatement(last)) return undefined;
  const { expression } = last;
  const isAssignment = typescript.isParenthesizedExpression(expression)
    ? typescript.isDestructuringAssignment(expression.expression)
    : typescript.isAssignmentExpression(expression);
  return isAssignment ? undefined : expression;
}
