import ts from 'typescript';
import type { FrameworkAdapter } from '../model/adapters';
import type { RouterConvention } from '../model/routers';
import type { Program } from '../project/program';
import { resolveName } from '../project/scope';
import type { Registry } from './routing';
import { identity, unknown, type Value } from './value';

/** Names that untyped code gives to the application or router it sets up. */
const customary = /^_?(?:app|application|router|routes?|server|fastify|api|express(?:App)?|\w+(?:App|Router))$/;

/** Arguments for a set-up function that nothing calls: fresh routers where it takes one, else values of which nothing is known. */
export function routerArguments(
  registry: Registry,
  frameworks: readonly FrameworkAdapter[],
  program: Program,
  fn: ts.FunctionLikeDeclaration,
): readonly Value[] {
  return fn.parameters.map((parameter, index): Value => {
    const fresh = (found: FoundConvention, part: string): Value =>
      registry.router(found.framework, found.convention, `${fn.getSourceFile().fileName}:${fn.pos}:${index}${part}`);
    const found = conventionOf(parameter, frameworks, program);
    if (found) return fresh(found, '');
    if (ts.isObjectBindingPattern(parameter.name)) {
      const first = firstConvention(frameworks);
      const fields = new Map<string, Value>();
      for (const { name, propertyName } of parameter.name.elements) {
        const text = (propertyName ?? name).getText();
        if (first && customary.test(text) && isRegisteredOn(fn, name.getText(), first.convention)) fields.set(text, fresh(first, text));
      }
      if (fields.size > 0) return { kind: 'object', fields, open: true, type: undefined };
    }
    return unknown(`given${identity(parameter)}`);
  });
}

/** Whether a function takes a router to register on. */
export function takesRouter(fn: ts.FunctionLikeDeclaration, frameworks: readonly FrameworkAdapter[]): boolean {
  return fn.parameters.some((parameter) => {
    if (ts.isObjectBindingPattern(parameter.name)) return parameter.name.elements.some(({ name }) => customary.test(name.getText()));
    const types = parameter.type?.getText() ?? '';
    const known = frameworks.flatMap(({ routers }) =>
      routers.flatMap((convention) => convention.types.map((path) => path.slice(path.indexOf('#') + 1))),
    );
    return (
      known.some((name) => new RegExp(`\\b${name}\\b`).test(types)) || (isUntyped(parameter) && customary.test(parameter.name.getText()))
    );
  });
}

interface FoundConvention {
  readonly framework: FrameworkAdapter;
  readonly convention: RouterConvention;
}

function firstConvention(frameworks: readonly FrameworkAdapter[]): FoundConvention | undefined {
  for (const framework of frameworks) for (const convention of framework.routers) return { framework, convention };
  return undefined;
}

function conventionOf(
  parameter: ts.ParameterDeclaration,
  frameworks: readonly FrameworkAdapter[],
  program: Program,
): FoundConvention | undefined {
  const paths = parameter.type ? typePaths(parameter.type, program) : [];
  for (const framework of frameworks) {
    for (const convention of framework.routers) {
      if (convention.types.some((type) => paths.includes(type))) return { framework, convention };
      const fn = parameter.parent;
      const isNamed = isUntyped(parameter) && ts.isIdentifier(parameter.name) && customary.test(parameter.name.text);
      if (isNamed && ts.isFunctionLike(fn) && 'body' in fn && isRegisteredOn(fn, parameter.name.text, convention))
        return { framework, convention };
    }
  }
  return undefined;
}

function isUntyped(parameter: ts.ParameterDeclaration): boolean {
  return parameter.type === undefined || parameter.type.kind === ts.SyntaxKind.AnyKeyword;
}

function isRegisteredOn(fn: ts.FunctionLikeDeclaration, name: string, convention: RouterConvention): boolean {
  return new RegExp(`\\b${name}\\s*\\.\\s*(?:${Object.keys(convention.methods).join('|')})\\s*\\(|\\w\\(\\s*${name}\\b`).test(
    fn.body?.getText() ?? '',
  );
}

/** The imported types that an annotation names, as `module#Name`. */
function typePaths(type: ts.TypeNode, program: Program): readonly string[] {
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => typePaths(part, program));
  if (ts.isImportTypeNode(type)) {
    const { argument, qualifier } = type;
    return ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) && qualifier
      ? [`${argument.literal.text}#${qualifier.getText()}`]
      : [];
  }
  if (!ts.isTypeReferenceNode(type)) return [];
  const { typeName } = type;
  const root = ts.isIdentifier(typeName) ? typeName : firstOf(typeName);
  const member = ts.isIdentifier(typeName) ? undefined : typeName.right.text;
  const declaration = resolveName(root.text, root);
  const statement =
    declaration && ts.findAncestor(declaration, (node) => ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node));
  if (!declaration || !statement) return [];
  const specifier = specifierOf(statement) ?? requiredBy(declaration);
  if (specifier === undefined) return [];
  const resolved = program.resolve(specifier, root.getSourceFile().fileName);
  const module = resolved.kind === 'package' ? resolved.name : specifier;
  const name = member ?? (ts.isImportSpecifier(declaration) ? (declaration.propertyName ?? declaration.name).text : root.text);
  return [`${module}#${name}`];
}

function specifierOf(statement: ts.Node): string | undefined {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) return statement.moduleSpecifier.text;
  if (!ts.isImportEqualsDeclaration(statement)) return undefined;
  const { moduleReference } = statement;
  return ts.isExternalModuleReference(moduleReference) && ts.isStringLiteralLike(moduleReference.expression)
    ? moduleReference.expression.text
    : undefined;
}

function requiredBy(declaration: ts.Node): string | undefined {
  const variable = ts.findAncestor(declaration, ts.isVariableDeclaration);
  return variable?.initializer && /^require\(\s*['"]([^'"]+)['"]\s*\)/.exec(variable.initializer.getText())?.[1];
}

function firstOf(name: ts.QualifiedName): ts.Identifier {
  return ts.isIdentifier(name.left) ? name.left : firstOf(name.left);
}
