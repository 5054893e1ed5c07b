import ts from 'typescript';
import type { BodyParserSite, CodeStyle, FileSite, ImportSite, RouteConfigSite } from '../model/fixing';
import { exportNames, exportOf } from '../project/exports';
import { memoized } from '../project/memoized';
import { hasModifier, walk } from '../project/syntax';
import { asksForEdge, directivesEnd, exportedConstant, property, spanOf } from './site';

/** What fixes need to know of a whole file, each part computed when a fix asks for it: which fixes are offered takes little of it. */
export const fileSite = memoized((file: ts.SourceFile): FileSite => ({
  uri: file.fileName,
  get style() {
    return codeStyle(file);
  },
  get importQuote() {
    return importQuote(file, codeStyle(file));
  },
  get module() {
    return moduleKind(file);
  },
  get imports() {
    return importsOf(file);
  },
  get importAt() {
    return importAt(file);
  },
  get identifiers() {
    return mentioned(file).identifiers;
  },
  get bodyParsers() {
    return mentioned(file).bodyParsers;
  },
  get config() {
    return routeConfig(file);
  },
  get edge() {
    return asksForEdge(file);
  },
  get exports() {
    return exported(file);
  },
}));

const importsOf = memoized((file: ts.SourceFile) => file.statements.flatMap((statement) => importSites(statement)));

const exported = memoized((file: ts.SourceFile) => Object.fromEntries(exportNames(file).map((name) => [name, localName(file, name)])));

const mentioned = memoized((file: ts.SourceFile) => {
  const identifiers = new Set<string>();
  const bodyParsers: BodyParserSite[] = [];
  walk(file, (node) => {
    if (ts.isIdentifier(node)) identifiers.add(node.text);
    const parser = ts.isCallExpression(node) ? bodyParserSite(node, file) : undefined;
    if (parser) bodyParsers.push(parser);
  });
  return { identifiers, bodyParsers };
});

/** What a file itself calls what it exports; empty for a value without a name. */
function localName(file: ts.SourceFile, exported: string): string {
  const { found } = exportOf(file, exported);
  const name = found?.kind === 'declaration' ? found.node.name : undefined;
  return name && ts.isIdentifier(name) ? name.text : '';
}

/** How a file is written; what it does not show is taken to be as most code is. */
const codeStyle = memoized((file: ts.SourceFile): CodeStyle => {
  const count = { single: 0, double: 0, with: 0, without: 0 };
  walk(file, (node) => {
    if (ts.isStringLiteral(node)) count[file.text[node.getStart(file)] === '"' ? 'double' : 'single']++;
    if (endsWithSemicolon(node)) count[file.text[node.end - 1] === ';' ? 'with' : 'without']++;
  });
  return {
    quote: count.double > count.single ? '"' : "'",
    semicolons: count.with >= count.without,
    indent: /^(\t| {2,8})(?=[^\s*])/m.exec(file.text)?.[1] ?? '  ',
    eol: /\r?\n/.exec(file.text)?.[0] === '\r\n' ? '\r\n' : '\n',
  };
});

/** The quote of the import that the next one stands behind: what there is most of in a file may be in its texts. */
function importQuote({ statements, text }: ts.SourceFile, { quote }: CodeStyle): CodeStyle['quote'] {
  const last = statements.findLast((statement) => ts.isImportDeclaration(statement));
  const written = last && text[last.moduleSpecifier.end - 1];
  return written === '"' || written === "'" ? written : quote;
}

function endsWithSemicolon(node: ts.Node): boolean {
  return (
    ts.isExpressionStatement(node) ||
    ts.isVariableStatement(node) ||
    ts.isImportDeclaration(node) ||
    ts.isReturnStatement(node) ||
    ts.isThrowStatement(node)
  );
}

function moduleKind(file: ts.SourceFile): FileSite['module'] {
  if (/\.(m|c)?tsx?$|\.mjs$/.test(file.fileName)) return 'esm';
  if (file.fileName.endsWith('.cjs')) return 'commonjs';
  return file.statements.some(isModuleSyntax) || !/\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w+\s*=(?!=)/.test(file.text)
    ? 'esm'
    : 'commonjs';
}

function isModuleSyntax(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement) || ts.isExportAssignment(statement)) return true;
  return hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function importSites(statement: ts.Statement): ImportSite[] {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    return [importSite(statement.moduleSpecifier.text, statement.importClause)];
  }
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations.flatMap(requireSite) : [];
}

function importSite(specifier: string, clause: ts.ImportClause | undefined): ImportSite {
  const names: Record<string, string> = {};
  if (clause?.name) names['default'] = clause.name.text;
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) names['*'] = bindings.name.text;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : undefined;
  for (const element of named ?? []) names[(element.propertyName ?? element.name).text] = element.name.text;
  return { specifier, typeOnly: clause?.phaseModifier === ts.SyntaxKind.TypeKeyword, names, nameAt: named?.at(-1)?.end };
}

function requireSite(declaration: ts.VariableDeclaration): ImportSite[] {
  const call = declaration.initializer;
  const specifier = call && isRequire(call) ? call.arguments[0] : undefined;
  if (!specifier || !ts.isStringLiteralLike(specifier)) return [];
  const names: Record<string, string> = {};
  if (ts.isIdentifier(declaration.name)) names['default'] = declaration.name.text;
  if (!ts.isObjectBindingPattern(declaration.name)) return [{ specifier: specifier.text, typeOnly: false, names, nameAt: undefined }];
  const { elements } = declaration.name;
  for (const element of elements) {
    const imported = element.propertyName ?? element.name;
    if (ts.isIdentifier(imported) && ts.isIdentifier(element.name)) names[imported.text] = element.name.text;
  }
  return [{ specifier: specifier.text, typeOnly: false, names, nameAt: elements.at(-1)?.end }];
}

function isRequire(node: ts.Expression): node is ts.CallExpression {
  return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'require';
}

function importAt(file: ts.SourceFile): FileSite['importAt'] {
  const last = file.statements.findLast((statement) => ts.isImportDeclaration(statement) || isRequireStatement(statement));
  if (last) return { offset: last.end, side: 'after' };
  const prologue = directivesEnd(file.statements);
  return prologue === undefined ? { offset: headerEnd(file), side: 'before' } : { offset: prologue, side: 'after' };
}

function isRequireStatement(statement: ts.Statement): boolean {
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.some(({ initializer }) => initializer && isRequire(initializer))
  );
}

/** After the shebang and comments that are about the file (set apart by an empty line, or directives of tools). */
function headerEnd(file: ts.SourceFile): number {
  const { text } = file;
  let end = ts.getShebang(text)?.length ?? 0;
  for (const comment of ts.getLeadingCommentRanges(text, end) ?? []) {
    const aboutFile =
      /^\r?\n\s*\r?\n/.test(text.slice(comment.end)) || /@ts-|eslint-|biome-|@jsx|prettier-/.test(text.slice(comment.pos, comment.end));
    if (aboutFile) end = comment.end;
  }
  return end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0);
}

const parserNames: ReadonlySet<string> = new Set(['json', 'urlencoded', 'text', 'raw']);
const parserModules: ReadonlySet<string> = new Set(['express', 'bodyParser', 'bodyparser']);

function bodyParserSite(call: ts.CallExpression, file: ts.SourceFile): BodyParserSite | undefined {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !parserNames.has(callee.name.text)) return undefined;
  if (!ts.isIdentifier(callee.expression) || !parserModules.has(callee.expression.text)) return undefined;
  const [options] = call.arguments;
  const literal = options && ts.isObjectLiteralExpression(options) ? options : undefined;
  const verify =
    literal?.properties.some((member) => member.name && ts.isIdentifier(member.name) && member.name.text === 'verify') ?? false;
  return {
    span: spanOf(call, file),
    argumentsAt: call.arguments.pos,
    options: literal && spanOf(literal, file),
    closed: verify || (options !== undefined && literal === undefined),
  };
}

function routeConfig(file: ts.SourceFile): RouteConfigSite | undefined {
  const object = exportedConstant(file, 'config');
  if (object === undefined) return undefined;
  const api = property(object, 'api');
  const parser = property(api, 'bodyParser');
  return { object: spanOf(object, file), api: api && spanOf(api, file), bodyParser: parser && spanOf(parser, file) };
}
