import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { LibraryAdapter } from '../../server/src/model/adapters';
import { isApiPath } from '../support/apiPathGrammar';

const folder = fileURLToPath(new URL('../../server/src/libraries/', import.meta.url));
const ids = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));

/** Tables that give a call contradicting meanings; the others refine each other (a harmless call may also be a digest). */
const exclusive = ['effects', 'logs', 'harmless', 'throws', 'responses', 'verifiers'];

function isAdapter(value: unknown): value is LibraryAdapter {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

function tables(adapter: LibraryAdapter): readonly (readonly [table: string, path: string])[] {
  return Object.entries(adapter).flatMap(([table, entries]) => pathsOf(table, entries).map((path) => [table, path] as const));
}

function pathsOf(table: string, entries: unknown): readonly string[] {
  if (table === 'schemas') return pathsOf('roots', typeof entries === 'object' && entries && 'roots' in entries ? entries.roots : []);
  if (Array.isArray(entries)) return entries.filter((entry) => typeof entry === 'string');
  return typeof entries === 'object' && entries !== null ? Object.keys(entries) : [];
}

describe('library adapters', () => {
  const adapters = new Map<string, LibraryAdapter>();

  before(async function () {
    this.timeout(60_000);
    for (const id of ids) {
      const exports: Readonly<Record<string, unknown>> = await import(pathToFileURL(`${folder}${id}.ts`).href);
      const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      assert.deepEqual(Object.keys(exports), [name], `${id}.ts exports only ${name}`);
      const adapter = exports[name];
      assert.ok(isAdapter(adapter), `${id}.ts exports an adapter`);
      adapters.set(id, adapter);
    }
  });

  it('are there', () => assert.ok(adapters.size > 10));

  it('have the id of their file', () => {
    assert.deepEqual(
      [...adapters.values()].map((adapter) => adapter.id),
      ids,
    );
  });

  it('write every path in the grammar', () => {
    const wrong = [...adapters.values()].flatMap((adapter) =>
      tables(adapter)
        .filter(([, path]) => !isApiPath(path))
        .map(([table, path]) => `${adapter.id} ${table} ${path}`),
    );
    assert.deepEqual(wrong, []);
  });

  it('name a path once', () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const adapter of adapters.values()) {
      for (const [table, path] of tables(adapter)) {
        const key = exclusive.includes(table) ? path : `${table} ${path}`;
        const place = `${adapter.id} ${table}`;
        const other = seen.get(key);
        if (other !== undefined) twice.push(`${path}: ${other} and ${place}`);
        seen.set(key, place);
      }
    }
    assert.deepEqual(twice, []);
  });

  it('belong to one file each', () => {
    const owner = new Map<string, string>();
    const shared: string[] = [];
    for (const adapter of adapters.values()) {
      for (const [, path] of tables(adapter)) {
        const other = owner.get(path);
        if (other !== undefined && other !== adapter.id) shared.push(`${path}: ${other} and ${adapter.id}`);
        owner.set(path, adapter.id);
      }
    }
    assert.deepEqual(shared, []);
  });
});

describe('isApiPath', () => {
  it('accepts the grammar', () => {
    for (const path of ['a#b', 'a#', '@a/b/c#d.e', 'a#().b', 'a#b().**.c', 'a/*#b', 'a#b.get(*)', 'a#b.*', 'global#Bun.$'])
      assert.ok(isApiPath(path), path);
  });

  it('refuses everything else', () => {
    for (const path of ['a', 'a#.b', 'a#b.', 'a#b c', '#b', 'a#b(x)', 'a#b..c', 'a#b#c', 'a# b']) assert.ok(!isApiPath(path), path);
  });
});
