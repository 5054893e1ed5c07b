import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..');

/** What is not on disk in the project: broken, commented, decorated and typed code in every dialect. */
const sources: Readonly<Record<string, string>> = {
  'broken.ts': 'export async function GET( { const x = ; if (a ? b) { } return',
  'unterminated.ts': 'const text = `a ${b} c\nconst pattern = /[a-z/; "open',
  'empty.ts': '',
  'view.tsx': 'export const View = <T,>({ a = 1, ...rest }: Props<T>) => <A.B {...rest} key="x">{a /* text */}&nbsp;<></></A.B>;',
  'decorated.ts':
    '@Controller("x") class A<const T> { @Get() accessor #b?: T; static { this.c = 1n } constructor(private readonly d = import.meta.url) {} }',
  'documented.js':
    '/** @cron daily @type {(a: string) => void} */\nexports.run = async function* ({ a: [b] }) { for await (const c of b?.[0]!.d ?? e) yield* c; };',
  'types.d.ts':
    'declare module "a" { export type B<T> = T extends infer U extends string ? `${U}-x` : { readonly [K in keyof T as never]?: T[K] } }',
  'using.mts':
    'await using a = b satisfies C; import d, { type e as f } from "g" with { type: "json" }; export * as default from "h"; label: while (1) break label;',
  'data.json': '{ "crons": [{ "path": "/a", }], // text\n "b": -1.5e3 }',
};

/** Everything a tree says: kinds, places, flags, texts, documentation and errors. */
function outline(parser: typeof ts, name: string, text: string): string {
  const file = parser.createSourceFile(name, text, parser.ScriptTarget.Latest, true);
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    const documentation = parser.getJSDocTags(node).map((tag) => `${tag.tagName.text}@${tag.pos}-${tag.end}`);
    const name = parser.isIdentifier(node) || parser.isStringLiteralLike(node) ? node.text : '';
    lines.push([node.kind, node.pos, node.getStart(file), node.end, node.flags, name, documentation.join()].join(' '));
    parser.forEachChild(node, visit);
  };
  visit(file);
  const errors: unknown = Reflect.get(file, 'parseDiagnostics');
  for (const error of Array.isArray(errors) ? errors : [])
    lines.push(`error ${error.code} ${error.start} ${error.length} ${String(error.messageText)}`);
  return lines.join('\n');
}

async function sourcesOnDisk(): Promise<readonly string[]> {
  const files = await readdir(join(root, 'server/src'), { recursive: true });
  const own = files.filter((file) => file.endsWith('.ts')).map((file) => join(root, 'server/src', file));
  return [
    ...own,
    join(root, 'esbuild.mjs'),
    join(root, 'node_modules/yaml/dist/parse/lexer.js'),
    join(root, 'node_modules/yaml/dist/parse/lexer.d.ts'),
  ];
}

describe("the bundled part of TypeScript's parser", function () {
  this.timeout(120_000);
  let folder: string;
  let bundled: typeof ts;

  before(async () => {
    // The plugin is a module of the build, which has no types.
    const { typescriptParser } = await import(join(root, 'server/typescriptParser.mjs'));
    folder = await mkdtemp(join(tmpdir(), 'zero-trust-cron-parser-'));
    await build({
      stdin: {
        contents: `export { createSourceFile, forEachChild, getJSDocTags, isIdentifier, isStringLiteralLike, ScriptTarget } from 'typescript';`,
        resolveDir: root,
      },
      bundle: true,
      platform: 'node',
      format: 'cjs',
      minify: true,
      outfile: join(folder, 'parser.js'),
      plugins: [typescriptParser()],
    });
    bundled = createRequire(import.meta.url)(join(folder, 'parser.js'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('is a small part of the whole', async () => {
    const { length } = await readFile(join(folder, 'parser.js'));
    assert.ok(length < 600_000, `${length} bytes`);
  });

  it('makes the same trees of unusual and broken code', () => {
    for (const [name, text] of Object.entries(sources)) assert.equal(outline(bundled, name, text), outline(ts, name, text), name);
  });

  it('makes the same trees of whole files', async () => {
    for (const file of await sourcesOnDisk()) {
      const text = await readFile(file, 'utf8');
      assert.equal(outline(bundled, file, text), outline(ts, file, text), file);
    }
  });

  it('fails the build for a member that does not exist', async () => {
    const { typescriptParser } = await import(join(root, 'server/typescriptParser.mjs'));
    const contents = `import * as ts from 'typescript'; console.log(ts.isNowhere(1));`;
    const options = {
      stdin: { contents, resolveDir: root },
      bundle: true,
      write: false,
      logLevel: 'silent',
      plugins: [typescriptParser()],
    } as const;
    await assert.rejects(build({ ...options, plugins: [...options.plugins] }), /isNowhere/);
  });
});
