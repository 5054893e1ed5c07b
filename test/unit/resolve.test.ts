import assert from 'node:assert/strict';
import { createProgram } from '../../server/src/project/program';
import { normalizePackage } from '../../server/src/project/specifier';
import { memorySnapshot } from './memorySnapshot';

const json = (value: unknown) => JSON.stringify(value);

/** Resolves from a file and tells the answer in one word: a path below the workspace, `package:name` or `missing`. */
function resolver(texts: Readonly<Record<string, string>>) {
  const program = createProgram(memorySnapshot(texts));
  return (specifier: string, from: string): string => {
    const resolved = program.resolve(specifier, `/w/${from}`);
    if (resolved.kind === 'file') return resolved.uri.slice(3);
    return resolved.kind === 'package' ? `package:${resolved.name}` : 'missing';
  };
}

describe('resolve', () => {
  it('finds relative files by extension, index and emitted name', () => {
    const resolve = resolver({
      'a/main.ts': '',
      'a/b.tsx': '',
      'a/c/index.mts': '',
      'a/d.mts': '',
      'index.js': '',
      'a/f.server.ts': '',
      'a/g.json': '{}',
      'x/h.js': '',
    });
    assert.equal(resolve('./b', 'a/main.ts'), 'a/b.tsx');
    assert.equal(resolve('./b.js', 'a/main.ts'), 'a/b.tsx');
    assert.equal(resolve('./c', 'a/main.ts'), 'a/c/index.mts');
    assert.equal(resolve('./d.mjs', 'a/main.ts'), 'a/d.mts');
    assert.equal(resolve('..', 'a/main.ts'), 'index.js');
    assert.equal(resolve('./f.server', 'a/main.ts'), 'a/f.server.ts');
    assert.equal(resolve('./g.json', 'a/main.ts'), 'a/g.json');
    assert.equal(resolve('../x/h?raw', 'a/main.ts'), 'x/h.js');
    assert.equal(resolve('./nowhere', 'a/main.ts'), 'missing');
  });

  it('maps names with the nearest compiler configuration, its parents and its split parts', () => {
    const resolve = resolver({
      'tsconfig.base.json': '{ // shared\n "compilerOptions": { "baseUrl": ".", "paths": { "@acme/*": ["libs/*/src"] } }, }',
      'libs/db/src/index.ts': '',
      'apps/web/tsconfig.json': json({ extends: '../../tsconfig.base.json' }),
      'apps/web/a.ts': '',
      'apps/api/tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }] }),
      'apps/api/tsconfig.app.json': json({
        compilerOptions: { paths: { '@/*': ['./lib/*'], '@/special': ['./other.ts'], exact: ['./exact.ts'] } },
      }),
      'apps/api/lib/special.ts': '',
      'apps/api/lib/x.ts': '',
      'apps/api/other.ts': '',
      'apps/api/exact.ts': '',
      'apps/js/jsconfig.json': json({ compilerOptions: { baseUrl: 'src' } }),
      'apps/js/src/lib/y.js': '',
      'apps/cd/tsconfig.json': json({ compilerOptions: { paths: { 'up/*': ['${configDir}/gone/*'] } } }),
    });
    assert.equal(resolve('@acme/db', 'apps/web/a.ts'), 'libs/db/src/index.ts');
    assert.equal(resolve('@/x', 'apps/api/a.ts'), 'apps/api/lib/x.ts');
    assert.equal(resolve('@/special', 'apps/api/a.ts'), 'apps/api/other.ts');
    assert.equal(resolve('exact', 'apps/api/a.ts'), 'apps/api/exact.ts');
    assert.equal(resolve('lib/y', 'apps/js/src/z.js'), 'apps/js/src/lib/y.js');
    assert.equal(resolve('up/z', 'apps/cd/a.ts'), 'missing');
    assert.equal(resolve('react', 'apps/js/src/z.js'), 'package:react');
  });

  it('reads configurations that extend a workspace package or several files', () => {
    const resolve = resolver({
      'tools/tsconfig/package.json': json({ name: '@acme/tsconfig' }),
      'tools/tsconfig/base.json': json({ compilerOptions: { paths: { '~/*': ['../../web/src/*'] } } }),
      'web/tsconfig.json': json({ extends: ['./none.json', '@acme/tsconfig/base.json'] }),
      'web/src/auth.ts': '',
    });
    assert.equal(resolve('~/auth', 'web/src/page.ts'), 'web/src/auth.ts');
  });

  it('finds workspace packages by name, exports and their source instead of build output', () => {
    const resolve = resolver({
      'apps/web/package.json': json({ name: 'web', dependencies: { '@acme/db': 'workspace:*', hono: '^4.0.0' } }),
      'packages/db/package.json': json({
        name: '@acme/db',
        exports: {
          '.': { types: './dist/index.d.ts', import: './dist/index.mjs' },
          './models/*': './dist/models/*.js',
          './raw': { default: ['./raw.ts'] },
        },
      }),
      'packages/db/src/index.ts': '',
      'packages/db/src/models/user.ts': '',
      'packages/db/raw.ts': '',
      'packages/log/package.json': json({ name: '@acme/log', main: './lib/main.js' }),
      'packages/log/src/main.ts': '',
      'packages/log/src/pretty.ts': '',
      'examples/hono/package.json': json({ name: 'hono', version: '0.0.1' }),
      'examples/hono/index.ts': '',
    });
    assert.equal(resolve('@acme/db', 'apps/web/a.ts'), 'packages/db/src/index.ts');
    assert.equal(resolve('@acme/db/models/user', 'apps/web/a.ts'), 'packages/db/src/models/user.ts');
    assert.equal(resolve('@acme/db/raw', 'apps/web/a.ts'), 'packages/db/raw.ts');
    assert.equal(resolve('@acme/log', 'apps/web/a.ts'), 'packages/log/src/main.ts');
    assert.equal(resolve('@acme/log/pretty', 'apps/web/a.ts'), 'packages/log/src/pretty.ts');
    assert.equal(resolve('hono', 'apps/web/a.ts'), 'package:hono');
  });

  it('finds subpath imports and import maps', () => {
    const resolve = resolver({
      'package.json': json({ name: 'app', imports: { '#auth': './src/auth.ts', '#lib/*': './src/lib/*.ts', '#db': 'postgres' } }),
      'src/auth.ts': '',
      'src/lib/x.ts': '',
      'fn/deno.json': json({
        imports: { hono: 'npm:hono@4', 'h/': 'npm:/hono@4/', '@shared/': './shared/', 'std/': 'https://deno.land/std@0.200.0/' },
      }),
      'fn/shared/s.ts': '',
    });
    assert.equal(resolve('#auth', 'src/a.ts'), 'src/auth.ts');
    assert.equal(resolve('#lib/x', 'src/a.ts'), 'src/lib/x.ts');
    assert.equal(resolve('#db', 'src/a.ts'), 'package:postgres');
    assert.equal(resolve('#gone', 'src/a.ts'), 'missing');
    assert.equal(resolve('hono', 'fn/a.ts'), 'package:hono');
    assert.equal(resolve('h/cors', 'fn/a.ts'), 'package:hono/cors');
    assert.equal(resolve('@shared/s.ts', 'fn/a.ts'), 'fn/shared/s.ts');
    assert.equal(resolve('std/http/server.ts', 'fn/a.ts'), 'package:@std/http/server');
  });

  it('knows the names frameworks map without any configuration', () => {
    const resolve = resolver({
      'kit/package.json': '{}',
      'kit/src/lib/server/db.ts': '',
      'nuxt/package.json': '{}',
      'nuxt/server/utils/auth.ts': '',
      'nuxt/app/x.ts': '',
      'next/package.json': '{}',
      'next/src/lib/auth.ts': '',
    });
    assert.equal(resolve('$lib/server/db', 'kit/src/hooks.server.ts'), 'kit/src/lib/server/db.ts');
    assert.equal(resolve('$env/static/private', 'kit/src/hooks.server.ts'), 'package:$env/static/private');
    assert.equal(resolve('~~/server/utils/auth', 'nuxt/server/api/a.ts'), 'nuxt/server/utils/auth.ts');
    assert.equal(resolve('~/x', 'nuxt/server/api/a.ts'), 'nuxt/app/x.ts');
    assert.equal(resolve('#imports', 'nuxt/server/api/a.ts'), 'package:virtual:imports');
    assert.equal(resolve('@/lib/auth', 'next/app/route.ts'), 'next/src/lib/auth.ts');
    assert.equal(resolve('@/nothing', 'next/app/route.ts'), 'missing');
  });

  it('gives one name to one package', () => {
    const names: readonly (readonly [string, string])[] = [
      ['fs/promises', 'node:fs/promises'],
      ['node:crypto', 'node:crypto'],
      ['npm:hono@4.2/bearer-auth', 'hono/bearer-auth'],
      ['jsr:@supabase/supabase-js@2', '@supabase/supabase-js'],
      ['https://esm.sh/@supabase/supabase-js@2.39.3?target=deno', '@supabase/supabase-js'],
      ['https://esm.sh/v135/jose@5.1.0/jwt/verify', 'jose/jwt/verify'],
      ['https://deno.land/x/hono@v3.1/mod.ts', 'hono'],
      ['https://deno.land/x/hono/middleware.ts', 'hono/middleware'],
      ['https://deno.land/std@0.168.0/http/server.ts', '@std/http/server'],
      ['https://cdn.jsdelivr.net/npm/svix@1/+esm', 'svix'],
      ['@upstash/qstash/dist/nextjs.js', '@upstash/qstash/dist/nextjs'],
      ['decimal.js', 'decimal.js'],
    ];
    for (const [specifier, expected] of names) assert.equal(normalizePackage(specifier), expected);
  });

  it('survives broken and circular configurations', () => {
    const resolve = resolver({
      'tsconfig.json': '{ "extends": "./tsconfig.json", "compilerOptions": { "paths": { "@/*": [',
      'package.json': '{"name": ',
      'src/a.ts': '',
    });
    assert.equal(resolve('@/a', 'b.ts'), 'src/a.ts');
  });
});

describe('program', () => {
  it('tells what an answer depends on, nested and from memory', () => {
    const program = createProgram(memorySnapshot({ 'a.ts': 'import "./b"', 'b.tsx': '', 'c.ts': '' }));
    const outer = program.track(() => {
      const inner = program.track(() => program.resolve('./b', '/w/a.ts'));
      program.text('/w/c.ts');
      return inner;
    });
    assert.deepEqual(
      [...outer.result.consulted].filter((uri) => uri.startsWith('/w/b')),
      ['/w/b.ts', '/w/b.tsx'],
    );
    assert.ok(outer.consulted.has('/w/c.ts') && outer.consulted.has('/w/b.tsx') && !outer.result.consulted.has('/w/c.ts'));
    const again = program.track(() => program.resolve('./b', '/w/a.ts'));
    assert.deepEqual([...again.consulted], [...outer.result.consulted]);
  });

  it('parses only what changed', () => {
    const first = createProgram(memorySnapshot({ 'a.ts': 'export const a = 1', 'b.ts': '', 'c.vue': '<script/>' }));
    const a = first.file('/w/a.ts');
    first.file('/w/b.ts');
    assert.equal(first.parsed, 2);
    assert.equal(first.file('/w/c.vue'), undefined);
    const second = createProgram(memorySnapshot({ 'a.ts': 'export const a = 1', 'b.ts': 'changed' }), first);
    assert.equal(second.file('/w/a.ts'), a);
    assert.equal(second.file('/w/b.ts')?.text, 'changed');
    assert.equal(second.parsed, 1);
    assert.equal(first.file('/w/b.ts')?.text, '');
  });

  it('answers anew when a file appears or a configuration changes', () => {
    const first = createProgram(memorySnapshot({ 'a.ts': '', 'tsconfig.json': '{}' }));
    assert.equal(first.resolve('./b', '/w/a.ts').kind, 'missing');
    assert.equal(
      createProgram(memorySnapshot({ 'a.ts': '', 'b.ts': '', 'tsconfig.json': '{}' }), first).resolve('./b', '/w/a.ts').kind,
      'file',
    );
    const paths = json({ compilerOptions: { paths: { x: ['./a.ts'] } } });
    assert.equal(first.resolve('x', '/w/a.ts').kind, 'package');
    assert.equal(createProgram(memorySnapshot({ 'a.ts': '', 'tsconfig.json': paths }), first).resolve('x', '/w/a.ts').kind, 'file');
  });
});
