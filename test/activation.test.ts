import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { repository } from './support/update';

/** Everything that VS Code's API could be asked for: each member is a function, a class and an object. */
function anything(): object {
  return new Proxy(function () {}, {
    get: (target, name) =>
      name === 'prototype' ? target.prototype : name === 'then' || name === Symbol.toPrimitive ? undefined : anything(),
    set: () => true,
    construct: () => anything(),
    apply: () => anything(),
  });
}

/** A bundle as an extension host loads it: `required` grows with what the bundle asks the host for. */
function load(bundle: string): { readonly activate: () => void; readonly required: readonly string[] } {
  const required: string[] = [];
  const require = (name: string): object => {
    required.push(name);
    return anything();
  };
  const module: { exports: { activate?: (context: object) => void } } = { exports: {} };
  const text = readFileSync(join(repository, 'client/out', bundle), 'utf8');
  // oxlint-disable-next-line typescript/no-implied-eval -- as the browser's extension host does
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  const { activate = assert.fail('no activate') } = module.exports;
  return { activate: () => activate({ subscriptions: [], globalStorageUri: anything(), extensionUri: anything() }), required };
}

/** Resolves when the condition holds; the test's own time limit ends the wait. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

/** What talks to the server is most of the extension's code. An editor waits for activation, so nothing of it may be a part of that. */
describe('activation', () => {
  it('reads a small file in the extension host of Node', async () => {
    const { length } = readFileSync(join(repository, 'client/out/extension.js'));
    assert.ok(length <= 32 * 1024, `${length} bytes`);
    const { activate, required } = load('extension.js');
    activate();
    assert.deepEqual([...new Set(required)], ['vscode']);
    await until(() => required.includes('./languageClient'));
  });

  it('runs little of the file of the extension host in browsers', async () => {
    const { activate, required } = load('extension.web.js');
    activate();
    const before = required.length;
    // Each file of the client library asks for the editor's API once it runs.
    await until(() => required.length >= before + 20);
    assert.deepEqual([...new Set(required)], ['vscode']);
  });
});
