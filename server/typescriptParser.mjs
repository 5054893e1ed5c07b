import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const ts = require('typescript');

/**
 * `typescript.js` is one CommonJS file whose statements run for their effects, so a bundler must keep all of it: compiler, checker,
 * emitter and language service, 9 MB. We only call the parser. This plugin serves the same text as an ES module whose every
 * statement is either a function or a variable with a pure initializer; the bundler then keeps what our imports reach.
 * A member that the module does not export fails the build.
 *
 * @returns {import('esbuild').Plugin}
 */
export function typescriptParser() {
  return {
    name: 'typescript-parser',
    setup(build) {
      build.initialOptions.logOverride = { ...build.initialOptions.logOverride, 'import-is-undefined': 'error' };
      build.onResolve({ filter: /^typescript$/ }, () => ({ path: 'typescript', namespace: 'typescript-parser', sideEffects: false }));
      build.onLoad({ filter: /.*/, namespace: 'typescript-parser' }, () => (parserModule ??= loadParserModule()));
      // A namespace import lets the bundler bind `ts.isBlock` directly; the default import would be one object holding everything.
      build.onLoad({ filter: /[\\/]server[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        return { contents: text.replace(/^import ts from 'typescript';$/m, `import * as ts from 'typescript';`), loader: 'ts' };
      });
    },
  };
}

/** Made once a process: three bundles and every rebuild of a watch share it. */
let parserModule;

async function loadParserModule() {
  const file = require.resolve('typescript');
  return { contents: toModule(await readFile(file, 'utf8')), loader: 'js', resolveDir: import.meta.dirname };
}

/**
 * Rewrites the text of `typescript.js` as an ES module without effects.
 *
 * @param {string} text
 */
export function toModule(text) {
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  const file = ts.createSourceFile('typescript.js', text, options, false, ts.ScriptKind.JS);
  const groups = groupByVariable(bodyOfWrapper(file), text);
  const diagnostics = diagnosticMessages(groups, text);
  const output = [];
  let exported;
  for (const group of groups) {
    if (group.name === 'typescript_exports') exported = exportTable(group.statements[1]);
    // The file system; the parser has no use for it, and browsers have none.
    else if (group.name === 'sys') output.push('var sys;');
    else if (group.name === 'Diagnostics') output.push(...diagnostics.values(), group.text);
    else output.push(group.text);
  }
  if (!exported) throw new Error('typescript.js has no export table: server/typescriptParser.mjs has to follow its new layout');
  const body = output
    .join('\n')
    .replace(/\bDiagnostics\.(\w+)\b/g, (whole, name) => (diagnostics.has(name) ? `Diagnostics_${name}` : whole));
  return `${preamble}\n${body}\nexport {\n${exported.map(([name, local]) => `  ${local} as ${name}`).join(',\n')}\n};\n`;
}

/** The statements between `var ts = {}; ((module) => {` and its end. */
function bodyOfWrapper(file) {
  for (const statement of file.statements) {
    if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) continue;
    const callee = ts.skipParentheses(statement.expression.expression);
    if (ts.isArrowFunction(callee) && ts.isBlock(callee.body)) return callee.body.statements;
  }
  throw new Error('typescript.js is no longer one wrapped function: server/typescriptParser.mjs has to follow its new layout');
}

/** `__export` as in the file's own preamble, which is dropped with the wrapper. */
const preamble = `
var __defProp = Object.defineProperty;
var __export = (target, all) => {
  for (var name in all) __defProp(target, name, { get: all[name], enumerable: true });
};`;
const dropped = new Set(['__defProp', '__export', '__getOwnPropDesc', '__getOwnPropNames', '__hasOwnProp', '__copyProps', '__toCommonJS']);

/** Constructors of nodes with methods such as `getStart`; symbols, types and signatures only exist with a checker. */
const nodeConstructors = `setObjectAllocator({
  getNodeConstructor: () => NodeObject,
  getTokenConstructor: () => TokenObject,
  getIdentifierConstructor: () => IdentifierObject,
  getPrivateIdentifierConstructor: () => PrivateIdentifierObject,
  getSourceFileConstructor: () => SourceFileObject
});`;

/**
 * One group a declaration: a variable together with the statements that fill it, as one pure initializer.
 * Statements that only register code fixes, refactorings, exports or debugging aids belong to no variable and are left out.
 */
function groupByVariable(statements, text) {
  const groups = [];
  const byName = new Map();
  for (const statement of statements) {
    const source = text.slice(statement.pos, statement.end);
    if (ts.isFunctionDeclaration(statement)) {
      groups.push({ name: statement.name.text, statements: [statement], text: source });
    } else if (ts.isVariableStatement(statement)) {
      for (const declaration of statement.declarationList.declarations) {
        if (dropped.has(declaration.name.text)) continue;
        const group = {
          name: declaration.name.text,
          statements: [declaration],
          sources: [text.slice(declaration.pos, declaration.end)],
          text: '',
        };
        groups.push(group);
        byName.set(group.name, group);
      }
    } else if (ts.isExpressionStatement(statement)) {
      if (/^\s*setObjectAllocator\(/.test(source)) {
        groups.push({ name: undefined, statements: [statement], text: nodeConstructors });
        continue;
      }
      const group = byName.get(filledVariable(statement.expression));
      group?.statements.push(statement);
      group?.sources.push(source);
    }
  }
  for (const group of byName.values()) group.text = pureVariable(group);
  return groups;
}

/** The variable that `__export(x, …)`, `x.a = …` or `((y) => …)(x || (x = {}))` fills. */
function filledVariable(expression) {
  if (ts.isBinaryExpression(expression) && ts.isPropertyAccessExpression(expression.left) && ts.isIdentifier(expression.left.expression))
    return expression.left.expression.text;
  if (!ts.isCallExpression(expression)) return undefined;
  const [first] = expression.arguments;
  if (!first) return undefined;
  if (ts.isIdentifier(expression.expression) && expression.expression.text === '__export') return first.text;
  return ts.isBinaryExpression(first) && ts.isIdentifier(first.left) ? first.left.text : undefined;
}

function pureVariable({ name, statements, sources }) {
  const [declaration, ...rest] = sources;
  if (rest.length === 0 && isPure(statements[0].initializer)) return `var ${declaration};`;
  return `var ${name} = /* @__PURE__ */ (() => {\nvar ${declaration};\n${rest.join('\n')}\nreturn ${name};\n})();`;
}

function isPure(initializer) {
  return !initializer || ts.isArrowFunction(initializer) || ts.isIdentifier(initializer) || ts.isLiteralExpression(initializer);
}

/** Each of the 2,000 messages as a variable of its own: the parser reports a small part of them. */
function diagnosticMessages(groups, text) {
  const messages = new Map();
  const table = groups.find((group) => group.name === 'Diagnostics')?.statements[0]?.initializer;
  for (const property of table?.properties ?? [])
    messages.set(
      property.name.text,
      `var Diagnostics_${property.name.text} = /* @__PURE__ */ ${text.slice(property.initializer.pos, property.initializer.end).trim()};`,
    );
  return messages;
}

/** `[exported name, local name]` of every member of the module. */
function exportTable(statement) {
  const [, members] = statement.expression.arguments;
  return members.properties.map((property) => [property.name.text, property.initializer.body.text]);
}
