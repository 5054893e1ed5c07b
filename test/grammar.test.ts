import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';

const root = resolve(import.meta.dirname, '..');
const require = createRequire(import.meta.url);
const paths: Readonly<Record<string, string>> = {
  'source.cron': 'syntaxes/cron-expression.tmLanguage.json',
  'zero-trust-cron.expression.injection': 'syntaxes/cron-expression.injection.tmLanguage.json',
  'zero-trust-cron.directive.injection': 'syntaxes/directive.injection.tmLanguage.json',
};
/** A language of line comments and strings, enough to inject into. */
const host = JSON.stringify({
  scopeName: 'source.host',
  patterns: [
    { begin: '//', end: '$', name: 'comment.line.host' },
    { begin: "'", end: "'", name: 'string.quoted.host' },
  ],
});

async function hostGrammar(): Promise<IGrammar> {
  const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(wasm);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (scope) => {
      const path = paths[scope];
      return parseRawGrammar(path === undefined ? host : await readFile(join(root, path), 'utf8'), 'grammar.json');
    },
    getInjections: (scope) =>
      scope !== 'source.host' ? [] : ['zero-trust-cron.expression.injection', 'zero-trust-cron.directive.injection'],
  });
  const grammar = await registry.loadGrammar('source.host');
  assert.ok(grammar);
  return grammar;
}

describe('highlighting', () => {
  let grammar: IGrammar;
  before(async () => {
    grammar = await hostGrammar();
  });

  /** The parts of a line that have a scope of that beginning. */
  function scoped(line: string, scope: string): readonly string[] {
    return grammar
      .tokenizeLine(line, null)
      .tokens.filter((token) => token.scopes.some((name) => name.startsWith(scope)))
      .map((token) => line.slice(token.startIndex, token.endIndex));
  }

  it('marks the parts of a directive', () => {
    const line = '// zero-trust-cron-ignore no-ip-trust, no-fail-open -- replaced in May until 2027-05-01';
    assert.deepEqual(scoped(line, 'keyword.control.directive'), ['zero-trust-cron-ignore']);
    assert.deepEqual(scoped(line, 'entity.name.function.rule'), ['no-ip-trust, no-fail-open']);
    assert.deepEqual(scoped(line, 'string.unquoted.reason'), [' replaced in May ']);
    assert.deepEqual(scoped(line, 'constant.numeric.date'), ['2027-05-01']);
    assert.deepEqual(scoped('// zero-trust-cron-ignore-file no-fail-open -- a fixture', 'keyword.control.directive'), [
      'zero-trust-cron-ignore-file',
    ]);
  });

  it('leaves code and other comments alone', () => {
    assert.deepEqual(scoped("call('zero-trust-cron-ignore no-ip-trust -- text')", 'keyword.control.directive'), []);
    assert.deepEqual(scoped('// zero-trust-cron-ignored', 'keyword.control.directive'), []);
  });

  it('marks the fields of a schedule', () => {
    assert.deepEqual(scoped("schedule: '*/15 9-17 * * MON'", 'constant'), ['15', '9', '17', 'MON']);
    assert.deepEqual(scoped('"cron": "0 5 * * *",', 'constant.numeric.cron'), ['0', '5']);
    assert.deepEqual(scoped("cron.schedule('@daily', run)", 'constant.language.cron'), ['@daily']);
  });

  it('leaves other text in a schedule alone', () => {
    assert.deepEqual(scoped("schedule: 'every day at 5'", 'constant'), []);
    assert.deepEqual(scoped("// schedule: '0 5 * * *'", 'constant'), []);
  });
});
