import ts from 'typescript';
import type { Input } from '../model/access';
import type { Program } from '../project/program';
import { spanOf } from './recorder';
import { absent, unknown, type Value } from './value';

/** How a typed parameter's fields are read from a request. */
export interface FieldSources {
  /** Parts of the request by the names of the types that fields have: `Header`. */
  readonly types: Readonly<Record<string, Input>>;
  /** Parameters of the route's path. */
  readonly inPath: readonly string[];
  /** Where fields come from that say nothing. */
  readonly otherwise: Input;
}

/** An object with a part of the request for every field of a type. */
export function typedFields(program: Program, type: ts.TypeNode | undefined, sources: FieldSources): Value {
  const fields = new Map<string, Value>();
  for (const member of type ? membersOf(program, type) : []) {
    if (!ts.isPropertySignature(member) || !(ts.isIdentifier(member.name) || ts.isStringLiteralLike(member.name))) continue;
    const name = member.name.text;
    const given = member.type && ts.isTypeReferenceNode(member.type) ? member.type : undefined;
    const declared = given && sources.types[given.typeName.getText()];
    const input = declared ?? (sources.inPath.includes(name) ? 'path' : sources.otherwise);
    const [argument] = given?.typeArguments ?? [];
    const written =
      declared && argument && ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal) ? argument.literal.text : name;
    fields.set(name, {
      kind: 'input',
      input,
      name: input === 'header' ? written.toLowerCase() : written,
      part: '',
      absent: member.questionToken ? absent.undefined : absent.never,
      derived: false,
      span: spanOf(member),
    });
  }
  return fields.size > 0 ? { kind: 'object', fields, open: true, type: undefined } : unknown('parameters');
}

function membersOf(program: Program, type: ts.TypeNode, depth = 5): readonly ts.TypeElement[] {
  if (depth === 0) return [];
  if (ts.isTypeLiteralNode(type)) return type.members;
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => membersOf(program, part, depth - 1));
  if (!ts.isTypeReferenceNode(type) || !ts.isIdentifier(type.typeName)) return [];
  const declaration = typeNamed(program, type.getSourceFile(), type.typeName.text);
  if (!declaration) return [];
  return ts.isInterfaceDeclaration(declaration) ? declaration.members : membersOf(program, declaration.type, depth - 1);
}

/** The declaration of a type by its name in a file, or in the one it is imported from. */
function typeNamed(
  program: Program,
  file: ts.SourceFile,
  name: string,
  depth = 3,
): ts.InterfaceDeclaration | ts.TypeAliasDeclaration | undefined {
  for (const statement of file.statements) {
    if ((ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === name) return statement;
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier) || depth === 0) continue;
    const bindings = statement.importClause?.namedBindings;
    const found = bindings && ts.isNamedImports(bindings) ? bindings.elements.find((element) => element.name.text === name) : undefined;
    if (!found) continue;
    const resolved = program.resolve(statement.moduleSpecifier.text, file.fileName);
    const target = resolved.kind === 'file' ? program.file(resolved.uri) : undefined;
    return target && typeNamed(program, target, (found.propertyName ?? found.name).text, depth - 1);
  }
  return undefined;
}
