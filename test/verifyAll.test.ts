import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { applyWorkspaceEdit } from './support/edits';
import { LanguageClient } from './support/languageClient';
import { bundles } from './support/loading';
import { memoryFiles } from './support/memoryFiles';
import { folderOf, mixedWorkspace, packages, writeWorkspace, wrongAfterFix } from './support/mixedWorkspace';
import { repository } from './support/update';
import { uriOf } from './support/workspace';

const output = join(repository, 'test/out/verify-all');

describe('verifying all endpoints of a workspace', function () {
  this.timeout(90_000);
  after(() => {
    rmSync(output, { recursive: true, force: true });
    rmSync(bundles, { recursive: true, force: true });
  });

  it('asks about the endpoint of each framework, and leaves servers that refuse every attack', async () => {
    const texts = mixedWorkspace();
    const files = memoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [uriOf(path), text])));
    const client = await LanguageClient.start({ roots: ['/workspace'], files, createAnalyzer, rules: ruleMetas });
    try {
      await client.connection.sendRequest('workspace/executeCommand', { command: 'zeroTrustCron.verifyAll' });
    } finally {
      await client.stop();
    }
    const [edit, ...others] = client.applied;
    assert.ok(edit && others.length === 0);
    const questions = Object.values(edit.changeAnnotations ?? {});
    assert.deepEqual(
      questions
        .map(({ label, needsConfirmation }) => [packages.find((row) => label.startsWith(`${folderOf(row)}/`))?.name, needsConfirmation])
        .toSorted(),
      packages.map(({ name }) => [name, true]).toSorted(),
    );
    writeWorkspace(output, applyWorkspaceEdit(texts, edit));
    assert.deepEqual(await wrongAfterFix(output), []);
  });
});
