import type ts from 'typescript';
import type { Edits } from './edits.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** A part of TypeScript that is more than types, and needs the compiler's own transformation. */
export const TRANSFORM = 'transform';
/** Nothing is left of a part: there is nothing in it to look at. */
export const ERASED = 'erased';

type Result = typeof TRANSFORM | typeof ERASED | undefined;

/** What goes on in a line that TypeScript takes for a new statement, and JavaScript for more of the last. */
const CONTINUES = /[([`]/;

const isBetween = (kind: number, first: number, last: number): boolean => kind >= first && kind <= last;

/** Takes the types out of nodes of a file, so that everything else keeps its line and column. */
export class TypeBlanker {
  readonly #ts: TypeScript;
  readonly #file: BoundFile;
  readonly #edits: Edits;
  readonly #usesUsing: boolean;
  readonly #ways: ReadonlyMap<ts.SyntaxKind, (node: ts.Node) => Result>;

  /** @param usesUsing whether this Node.js knows `using` */
  constructor(typescript: TypeScript, file: BoundFile, edits: Edits, usesUsing: boolean) {
    this.#ts = typescript;
    this.#file = file;
    this.#edits = edits;
    this.#usesUsing = usesUsing;
    this.#ways = this.#waysOf();
  }

  /** Takes the types out of a node itself; its children are looked at by themselves. */
  node(node: ts.Node): Result {
    const { FirstTypeNode, LastTypeNode } = this.#ts.SyntaxKind;
    if (isBetween(node.kind, FirstTypeNode, LastTypeNode)) return ERASED; // `extends Base<T>` is not
    return this.#ways.get(node.kind)?.(node);
  }

  #waysOf(): Map<ts.SyntaxKind, (node: ts.Node) => Result> {
    const { SyntaxKind: kinds } = this.#ts;
    const erase = (node: ts.Node): Result => this.#erase(node);
    const transform = (node: ts.Node): Result => (this.#isDeclared(node) ? this.#erase(node) : TRANSFORM);
    const angles = (node: ts.Node): Result => this.#angles((node as ts.CallExpression).typeArguments);
    const called = (node: ts.Node): Result => this.#function(node as ts.FunctionLikeDeclaration);
    const typed = (node: ts.Node): Result => this.#class(node as ts.ClassLikeDeclaration);
    const cast = (node: ts.Node): Result => this.#cast(node as ts.AsExpression | ts.SatisfiesExpression);
    const all = (way: (node: ts.Node) => Result, ...of: readonly ts.SyntaxKind[]) =>
      of.map((kind) => [kind, way] as const);
    return new Map([
      ...all(() => ERASED, kinds.TypeParameter),
      ...all(erase, kinds.InterfaceDeclaration, kinds.TypeAliasDeclaration, kinds.IndexSignature),
      ...all(transform, kinds.EnumDeclaration, kinds.ModuleDeclaration),
      ...all(transform, kinds.ImportEqualsDeclaration, kinds.ExportAssignment),
      ...all(transform, kinds.NamespaceExportDeclaration, kinds.TypeAssertionExpression, kinds.Decorator),
      ...all(transform, kinds.JsxElement, kinds.JsxSelfClosingElement, kinds.JsxFragment),
      ...all((node) => (this.#isDeclared(node) ? this.#erase(node) : undefined), kinds.VariableStatement),
      ...all((node) => this.#using(node), kinds.VariableDeclarationList),
      ...all((node) => this.#variable(node as ts.VariableDeclaration), kinds.VariableDeclaration),
      ...all((node) => this.#parameter(node as ts.ParameterDeclaration), kinds.Parameter),
      ...all(typed, kinds.ClassDeclaration, kinds.ClassExpression),
      ...all((node) => this.#heritage(node as ts.HeritageClause), kinds.HeritageClause),
      ...all((node) => this.#property(node as ts.PropertyDeclaration), kinds.PropertyDeclaration),
      ...all(called, kinds.FunctionDeclaration, kinds.FunctionExpression, kinds.ArrowFunction),
      ...all(called, kinds.MethodDeclaration, kinds.Constructor, kinds.GetAccessor, kinds.SetAccessor),
      ...all(cast, kinds.AsExpression, kinds.SatisfiesExpression),
      ...all((node) => this.#nonNull(node as ts.NonNullExpression), kinds.NonNullExpression),
      ...all(angles, kinds.CallExpression, kinds.NewExpression),
      ...all(angles, kinds.TaggedTemplateExpression, kinds.ExpressionWithTypeArguments),
    ]);
  }

  /** A statement or member that is only about types leaves a semicolon. */
  #erase(node: ts.Node): Result {
    this.#edits.blank(node.getStart(this.#file), node.end, ';');
    return ERASED;
  }

  #using({ flags }: ts.Node): Result {
    const { Using, AwaitUsing } = this.#ts.NodeFlags;
    const isUsing = [Using, AwaitUsing].some((flag: number) => (flags & flag) === flag);
    return isUsing && !this.#usesUsing ? TRANSFORM : undefined;
  }

  #variable({ exclamationToken, type }: ts.VariableDeclaration): undefined {
    this.#token(exclamationToken);
    this.#annotation(type);
  }

  #heritage(node: ts.HeritageClause): Result {
    if (node.token !== this.#ts.SyntaxKind.ImplementsKeyword) return undefined;
    this.#edits.blank(node.getStart(this.#file), node.end);
    return ERASED;
  }

  #nonNull({ expression, end }: ts.NonNullExpression): undefined {
    this.#edits.blank(expression.end, end);
  }

  #has(node: ts.Node, ...kinds: ts.SyntaxKind[]): boolean {
    const modifiers = this.#ts.canHaveModifiers(node) ? this.#ts.getModifiers(node) : undefined;
    return modifiers?.some(({ kind }) => kinds.includes(kind)) === true;
  }

  #isDeclared(node: ts.Node): boolean {
    return this.#has(node, this.#ts.SyntaxKind.DeclareKeyword);
  }

  #token(token: ts.Node | undefined): void {
    if (token) this.#edits.blank(token.getStart(this.#file), token.end);
  }

  /** `: T`; the colon is just before where the type begins, its leading space included. */
  #annotation(type: ts.TypeNode | undefined): void {
    if (type) this.#edits.blank(type.pos - 1, type.end);
  }

  /** `<…>` of parameters or arguments. */
  #angles(list: ts.NodeArray<ts.Node> | undefined): undefined {
    if (!list) return;
    const end = this.#ts.skipTrivia(this.#file.text, list.end) + 1;
    this.#edits.blank(list.pos - 1, end);
  }

  #modifiers(node: ts.Node): void {
    const { SyntaxKind } = this.#ts;
    const ofTypes = new Set([
      ...[SyntaxKind.PublicKeyword, SyntaxKind.PrivateKeyword, SyntaxKind.ProtectedKeyword],
      ...[SyntaxKind.ReadonlyKeyword, SyntaxKind.AbstractKeyword, SyntaxKind.OverrideKeyword],
    ]);
    const modifiers = this.#ts.canHaveModifiers(node) ? (this.#ts.getModifiers(node) ?? []) : [];
    const isMember = this.#ts.isClassElement(node);
    for (const [i, modifier] of modifiers.entries()) {
      if (!ofTypes.has(modifier.kind)) continue;
      this.#edits.blank(modifier.getStart(this.#file), modifier.end, i === 0 && isMember ? ';' : '');
    }
  }

  #class(node: ts.ClassLikeDeclaration): Result {
    if (this.#isDeclared(node)) return this.#erase(node);
    this.#modifiers(node);
    this.#angles(node.typeParameters);
    return undefined;
  }

  #parameter(node: ts.ParameterDeclaration): Result {
    if (node.modifiers && node.modifiers.length > 0) return TRANSFORM; // a property of its class, or decorated
    if (this.#ts.isIdentifier(node.name) && node.name.text === 'this') {
      const after = this.#ts.skipTrivia(this.#file.text, node.end);
      const end = this.#file.text[after] === ',' ? after + 1 : node.end;
      this.#edits.blank(node.getStart(this.#file), end);
      return ERASED;
    }
    this.#token(node.questionToken);
    this.#annotation(node.type);
    return undefined;
  }

  #property(node: ts.PropertyDeclaration): Result {
    const { AbstractKeyword, DeclareKeyword, AccessorKeyword } = this.#ts.SyntaxKind;
    if (this.#has(node, AbstractKeyword, DeclareKeyword)) return this.#erase(node);
    if (this.#has(node, AccessorKeyword)) return TRANSFORM;
    this.#modifiers(node);
    this.#token(node.questionToken ?? node.exclamationToken);
    this.#annotation(node.type);
    return undefined;
  }

  #function(node: ts.FunctionLikeDeclaration): Result {
    if (!node.body || this.#isDeclared(node)) return this.#erase(node); // an overload
    this.#modifiers(node);
    this.#token(node.questionToken);
    if (node.typeParameters && this.#breaks(node.typeParameters.pos, node.typeParameters.end))
      return TRANSFORM;
    this.#angles(node.typeParameters);
    if (!node.type) return undefined;
    // An arrow has to stand in the line of its parameters' closing parenthesis.
    if (this.#ts.isArrowFunction(node) && this.#breaks(node.type.pos, node.equalsGreaterThanToken.pos)) {
      return TRANSFORM;
    }
    this.#annotation(node.type);
    return undefined;
  }

  #breaks(start: number, end: number): boolean {
    return /[\r\n]/.test(this.#file.text.slice(start, end));
  }

  #cast({ expression, end }: ts.AsExpression | ts.SatisfiesExpression): undefined {
    const { text } = this.#file;
    const next = this.#ts.skipTrivia(text, end);
    const isSplit = this.#breaks(end, next) && CONTINUES.test(text[next] ?? '');
    if (!isSplit) {
      this.#edits.blank(expression.end, end);
      return;
    }
    this.#edits.blank(expression.end, end - 1);
    this.#edits.replace(end - 1, end, ';');
  }
}
