import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { contributes } from '../package.json';
import { repository } from './support/update';

/** Everything that VS Code's API could be asked for: each member is a function, a class and an object. `called` grows with the names of what is called and made. */
function anything(called: string[] = [], path = ''): object {
  const note = (): object => {
    called.push(path);
    return anything(called, `${path}()`);
  };
  return new Proxy(function () {}, {
    get: (target, name) =>
      name === 'prototype'
        ? target.prototype
        : name === 'then' || name === Symbol.toPrimitive
          ? undefined
          : anything(called, path === '' ? String(name) : `${path}.${String(name)}`),
    set: () => true,
    construct: note,
    apply: note,
  });
}

/** A bundle as an extension host loads it: `required` grows with what the bundle asks the host for. */
function load(bundle: string): {
  readonly activate: () => void;
  readonly required: readonly string[];
  readonly called: readonly string[];
} {
  const required: string[] = [];
  const called: string[] = [];
  const require = (name: string): object => {
    required.push(name);
    return anything(called);
  };
  const module: { exports: { activate?: (context: object) => void } } = { exports: {} };
  const text = readFileSync(join(repository, 'client/out', bundle), 'utf8');
  // oxlint-disable-next-line typescript/no-implied-eval -- as the browser's extension host does
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  const { activate = assert.fail('no activate') } = module.exports;
  const context = { subscriptions: [], globalStorageUri: anything(), extensionUri: anything() };
  return { activate: () => activate(context), required, called };
}

/** Resolves when the condition holds; the test's own time limit ends the wait. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setTimeout(5);
}

/** What may be asked for as soon as an extension is active, and costs next to nothing. */
const early = ['EventEmitter', 'EventEmitter().event', 'commands.registerCommand', 'lm.registerTool'];

/** What talks to the server is most of the extension's code. An editor waits for activation, so nothing of it may be a part of that. */
describe('activation', () => {
  for (const bundle of ['extension.js', 'extension.web.js']) {
    it(`registers commands and tools, and makes everything else afterwards (${bundle})`, async () => {
      const { activate, called } = load(bundle);
      const before = called.length;
      activate();
      const now = new Set(called.slice(before));
      assert.deepEqual([...now].toSorted(), early);
      const commands = called.filter((name) => name === 'commands.registerCommand').length;
      assert.ok(commands >= contributes.commands.filter(({ command }) => command !== 'zeroTrustCron.verifyAll').length, String(commands));
      await until(() => ['window.createTreeView', 'tests.createTestController'].every((name) => called.includes(name)));
    });
  }

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
