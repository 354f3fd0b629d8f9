import { describe, expect, it } from 'vitest';
import { loadTypeScript } from '../../kernel/src/compile/load-typescript.js';

const { typescript } = loadTypeScript();

describe('what TypeScript leaves out of its declarations', () => {
  it.each([
    ...['bindSourceFile', 'skipTrivia', 'isAssignmentExpression', 'isDestructuringAssignment'],
    ...['findPrecedingToken', 'findNextToken', 'getTouchingPropertyName', 'getContainerNode'],
    ...['getContainingObjectLiteralElement', 'getPropertySymbolsFromContextualType'],
  ])('has the function %s', (name) => {
    expect(typeof Reflect.get(typescript, name)).toBe('function');
  });

  it('has what completes and what describes', () => {
    expect(typeof typescript.Completions.getCompletionsAtPosition).toBe('function');
    expect(typeof typescript.SymbolDisplay.getSymbolDisplayPartsDocumentationAndSymbolKind).toBe('function');
  });

  it('has a program whose modules can be found by another function', () => {
    const program = typescript.createProgram([], {});
    expect(typeof Reflect.get(program, 'getResolvedModule')).toBe('function');
  });
});
