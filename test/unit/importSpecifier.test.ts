import assert from 'node:assert/strict';
import { importSpecifier } from '../../server/src/engine/importSpecifier';
import { createProgram } from '../../server/src/project/program';
import { type Texts, snapshotOf, uriOf } from '../support/workspace';

function specifier(texts: Texts, from: string, to: string): string {
  return importSpecifier(createProgram(snapshotOf(texts)), uriOf(from), uriOf(to), []);
}

describe('the specifier of an import that a fix adds', () => {
  it('is relative, without an extension where none is written', () => {
    const texts = { 'a/b/c.ts': "import '../d';", 'a/d.ts': '' };
    assert.equal(specifier(texts, 'a/b/c.ts', 'lib/verify.ts'), '../../lib/verify');
    assert.equal(specifier(texts, 'a/b/c.ts', 'a/b/verify.ts'), './verify');
    assert.equal(specifier(texts, 'a/b/c.ts', 'a/b/inner/verify.ts'), './inner/verify');
  });

  it('has the extension that the other imports have', () => {
    const texts = { 'a.ts': "import './b.js';", 'b.ts': '', 'c.mts': "import './d.mjs';", 'd.mts': '', 'e.ts': "import './b.ts';" };
    assert.equal(specifier(texts, 'a.ts', 'lib/verify.ts'), './lib/verify.js');
    assert.equal(specifier(texts, 'c.mts', 'lib/verify.mts'), './lib/verify.mjs');
    assert.equal(specifier(texts, 'e.ts', 'lib/verify.ts'), './lib/verify.ts');
  });

  it('has an extension where Node demands one', () => {
    const manifest = '{ "type": "module" }';
    assert.equal(specifier({ 'package.json': manifest, 'a.js': 'export {};' }, 'a.js', 'lib/verify.js'), './lib/verify.js');
    assert.equal(specifier({ 'package.json': '{}', 'a.js': "require('x');" }, 'a.js', 'lib/verify.js'), './lib/verify');
    const configured = { 'package.json': manifest, 'tsconfig.json': '{ "compilerOptions": { "module": "NodeNext" } }', 'a.ts': '' };
    assert.equal(specifier(configured, 'a.ts', 'lib/verify.ts'), './lib/verify.js');
    assert.equal(specifier({ ...configured, 'tsconfig.json': '{}' }, 'a.ts', 'lib/verify.ts'), './lib/verify');
  });

  it('is the name of the file where Deno runs it, whatever the rest of the project writes', () => {
    const page = { 'src/page.ts': "import './data';", 'src/data.ts': '' };
    const fetched = {
      ...page,
      'supabase/functions/sweep/index.ts': "import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';",
    };
    assert.equal(specifier(fetched, 'supabase/functions/sweep/index.ts', 'supabase/functions/_shared/verify.ts'), '../_shared/verify.ts');
    const served = { ...page, 'server/main.ts': "import { Hono } from 'jsr:@hono/hono';" };
    assert.equal(specifier(served, 'server/main.ts', 'server/lib/verify.ts'), './lib/verify.ts');
  });

  it('uses an alias that the file uses', () => {
    const config = '{ "compilerOptions": { "paths": { "@/*": ["./src/*"], "#data": ["./src/data/index.ts"] } } }';
    const texts = { 'tsconfig.json': config, 'src/app/a.ts': "import '@/data/users';", 'src/data/users.ts': '', 'src/data/index.ts': '' };
    assert.equal(specifier(texts, 'src/app/a.ts', 'src/lib/verify.ts'), '@/lib/verify');
    assert.equal(specifier(texts, 'src/app/a.ts', 'src/app/verify.ts'), './verify');
    assert.equal(specifier(texts, 'src/app/a.ts', 'lib/verify.ts'), '../../lib/verify');
    const exact = { ...texts, 'src/app/a.ts': "import '#data';" };
    assert.equal(specifier(exact, 'src/app/a.ts', 'src/lib/verify.ts'), '../lib/verify');
  });

  it('uses the subpath imports of a package', () => {
    const manifest = '{ "type": "module", "imports": { "#src/*": "./src/*" } }';
    const texts = { 'package.json': manifest, 'src/app/a.js': "import '#src/data/users.js';", 'src/data/users.js': '' };
    assert.equal(specifier(texts, 'src/app/a.js', 'src/lib/verify.js'), '#src/lib/verify.js');
  });
});
