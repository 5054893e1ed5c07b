import assert from 'node:assert/strict';
import ts from 'typescript';
import { hasTag } from '../../server/src/project/jsdoc';
import { type Exported, exportNames, exportOf, resolveName } from '../../server/src/project/scope';

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile(
    '/w/a.ts',
    text,
    { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone },
    true,
    ts.ScriptKind.TS,
  );
}

/** What the name behind the comment `?` refers to: the declaration's text. */
function referred(text: string): string | undefined {
  const file = parse(text);
  const at = text.indexOf('/*?*/') + 5;
  const visit = (node: ts.Node): ts.Identifier | undefined =>
    ts.isIdentifier(node) && node.getStart() === at ? node : ts.forEachChild(node, visit);
  const identifier = visit(file);
  assert.ok(identifier, 'the text marks an identifier');
  return resolveName(identifier.text, identifier)?.getText();
}

function told(exported: Exported | undefined): string | undefined {
  if (!exported) return undefined;
  if (exported.kind === 'reexport') return `${exported.name} from ${exported.specifier}`;
  return exported.kind === 'member' ? exported.name : `${exported.kind} ${exported.node.getText()}`;
}

describe('scope', () => {
  it('finds the innermost declaration', () => {
    assert.equal(referred('const x = 1; function f() { const x = 2; { const x = 3; } return /*?*/x; }'), 'x = 2');
    assert.equal(referred('const x = 1; function f(x: number) { return () => /*?*/x; }'), 'x: number');
    assert.equal(referred('const x = 1; for (const x of []) /*?*/x;'), 'x');
    assert.equal(referred('const e = 1; try {} catch (e) { /*?*/e }'), 'e');
    assert.equal(referred('let x = 0; switch (1) { case 1: let x = 5; default: /*?*/x }'), 'x = 5');
    assert.equal(referred('const f = function g() { return /*?*/g };'), 'function g() { return /*?*/g }');
    assert.equal(referred('class A { m() { return /*?*/A } }'), 'class A { m() { return /*?*/A } }');
    assert.equal(referred('/*?*/process.env'), undefined);
  });

  it('hoists var and functions, and nothing else', () => {
    assert.equal(referred('function f() { if (1) { for (;;) { var x = 1; } } return /*?*/x; }'), 'x = 1');
    assert.equal(referred('function f() { if (1) { let x = 1; } return /*?*/x; }'), undefined);
    assert.equal(referred('/*?*/later(); function later() {}'), 'function later() {}');
    assert.equal(referred('function f() { () => { var x = 1; }; return /*?*/x; }'), undefined);
    assert.equal(referred('try { var x = 1; } finally { switch (2) { case 2: var y = 1; } } /*?*/y;'), 'y = 1');
  });

  it('finds names in patterns, imports, enums and namespaces', () => {
    assert.equal(referred('const { a: { b = 1 }, ...rest } = o; /*?*/b;'), 'b = 1');
    assert.equal(referred('function f({ headers: [first] }) { /*?*/first }'), 'first');
    assert.equal(referred("import d from 'x'; /*?*/d;"), 'd');
    assert.equal(referred("import { a as b } from 'x'; /*?*/b;"), 'a as b');
    assert.equal(referred("import * as n from 'x'; /*?*/n;"), '* as n');
    assert.equal(referred("import n = require('x'); /*?*/n;"), "import n = require('x');");
    assert.equal(referred('enum E { A } /*?*/E.A;'), 'enum E { A }');
    assert.equal(referred('function f(a: string): void; function f(a) { return 1 } /*?*/f;'), 'function f(a) { return 1 }');
  });
});

describe('exports', () => {
  const found = (text: string, name: string) => told(exportOf(parse(text), name).found);

  it('finds declarations under their exported names', () => {
    assert.equal(found('export async function GET() {}', 'GET'), 'declaration export async function GET() {}');
    assert.equal(found('const handler = 1; export { handler as GET }', 'GET'), 'declaration handler = 1');
    assert.equal(found('const handler = 1; export { handler as default }', 'default'), 'declaration handler = 1');
    assert.equal(found('const handler = 1; export default handler;', 'default'), 'declaration handler = 1');
    assert.equal(found('export default withCron(run);', 'default'), 'expression withCron(run)');
    assert.equal(found('export default function () {}', 'default'), 'declaration export default function () {}');
    assert.equal(found('export const { GET, POST: [PUT] } = f();', 'PUT'), 'declaration PUT');
    assert.equal(found("import x from 'y'; export { x };", 'x'), 'declaration x');
    assert.equal(found('export enum E {}', 'E'), 'declaration export enum E {}');
    assert.equal(found('export function f(): void; export function f() { return 1 }', 'f'), 'declaration export function f() { return 1 }');
    assert.equal(found('const GET = 1;', 'GET'), undefined);
  });

  it('finds re-exports and lists stars in order', () => {
    const text = "export * from './a'; export { x as y, default } from './b'; export * as ns from './c'; export * from './d';";
    assert.equal(found(text, 'y'), 'x from ./b');
    assert.equal(found(text, 'default'), 'default from ./b');
    assert.equal(found(text, 'ns'), '* from ./c');
    assert.deepEqual(exportOf(parse(text), 'unknown').stars, ['./a', './d']);
    assert.deepEqual(exportNames(parse(text)), ['y', 'default', 'ns']);
  });

  it('finds CommonJS exports', () => {
    assert.equal(found('function run() {} module.exports = run;', 'default'), 'declaration function run() {}');
    assert.equal(found('function run() {} module.exports = { run, other: () => 1 };', 'run'), 'declaration function run() {}');
    assert.equal(found('module.exports = { other: () => 1 };', 'other'), 'expression () => 1');
    assert.equal(found('exports.a = exports.b = () => 2;', 'b'), 'expression () => 2');
    assert.equal(found("module.exports['c'] = 3;", 'c'), 'expression 3');
    assert.equal(found('exports.a = void 0; exports.a = 4;', 'a'), 'expression 4');
    assert.equal(found('const app = 1; export = app;', 'default'), 'declaration app = 1');
  });
});

describe('documentation tags', () => {
  const tag = (text: string) => {
    const file = parse(text);
    const statement = file.statements.at(-1);
    assert.ok(statement);
    const found = hasTag(statement, 'cron');
    return found && [found.text, text.slice(found.span.start, found.span.end)];
  };

  it('reads a tag from the comments before a statement', () => {
    assert.deepEqual(tag('/** Nightly.\n * @cron 0 3 * * * */\nexport function GET() {}'), ['0 3 * * *', '@cron']);
    assert.deepEqual(tag('// @cron\napp.get("/x", h);'), ['', '@cron']);
    assert.equal(tag('// mail ops@cron now\napp.get("/x", h);'), undefined);
    assert.equal(tag('/** @cronish */ app.get("/x", h);'), undefined);
  });

  it('finds the tag of the statement that holds a call', () => {
    const file = parse('/** @cron daily */\nexport const GET = wrap(() => 1);');
    let call: ts.Node | undefined;
    const visit = (node: ts.Node): void => (ts.isCallExpression(node) ? void (call = node) : ts.forEachChild(node, visit));
    visit(file);
    assert.ok(call);
    assert.equal(hasTag(call, 'cron')?.text, 'daily');
  });
});
