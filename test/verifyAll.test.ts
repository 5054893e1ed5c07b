import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkspaceEdit } from 'vscode-languageserver';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { applyWorkspaceEdit } from './support/edits';
import { LanguageClient } from './support/languageClient';
import { bundles } from './support/loading';
import { memoryFiles } from './support/memoryFiles';
import { folderOf, mixedWorkspace, packages, writeWorkspace, wrongAfterFix } from './support/mixedWorkspace';
import { repository } from './support/update';
import { type Texts, analyze, uriOf } from './support/workspace';

const output = join(repository, 'test/out/verify-all');

/** One package with handlers of several kinds, each of which needs a verifier of its own. */
const kinds: Texts = {
  'package.json': '{ "dependencies": { "next": "16.4.6" } }',
  'vercel.json':
    '{ "crons": [{ "path": "/api/cron/app", "schedule": "0 5 * * *" }, { "path": "/api/cron/page", "schedule": "0 6 * * *" }] }',
  'app/api/cron/app/route.ts':
    "export async function GET() {\n  await fetch('https://a.example', { method: 'POST' });\n  return new Response('done');\n}\n",
  'app/api/cron/wrapped/route.ts':
    "import { traced } from 'tracing';\n\nexport const GET = traced(async () => {\n  await fetch('https://w.example', { method: 'POST' });\n  return new Response('done');\n});\n",
  'pages/api/cron/page.ts':
    "import type { NextApiRequest, NextApiResponse } from 'next';\n\nexport default async function handler(req: NextApiRequest, res: NextApiResponse) {\n  await fetch('https://p.example', { method: 'POST' });\n  res.status(200).json({});\n}\n",
  'netlify/functions/cron-former.js':
    "exports.handler = async () => {\n  await fetch('https://f.example', { method: 'POST' });\n  return { statusCode: 200, body: '' };\n};\n",
  'netlify/functions/cron-mail.ts':
    "export const handler = async () => {\n  await fetch('https://m.example', { method: 'POST' });\n  return { statusCode: 200, body: '' };\n};\n",
};

/** The edit that the command asks to apply. */
async function editOf(texts: Texts): Promise<WorkspaceEdit> {
  const files = memoryFiles(Object.fromEntries(Object.entries(texts).map(([path, text]) => [uriOf(path), text])));
  const client = await LanguageClient.start({ roots: ['/workspace'], files, createAnalyzer, rules: ruleMetas });
  try {
    await client.connection.sendRequest('workspace/executeCommand', { command: 'zeroTrustCron.verifyAll' });
  } finally {
    await client.stop();
  }
  const [edit, ...others] = client.applied;
  assert.ok(edit && others.length === 0);
  return edit;
}

describe('verifying all endpoints of a workspace', function () {
  this.timeout(90_000);
  after(() => {
    rmSync(output, { recursive: true, force: true });
    rmSync(bundles, { recursive: true, force: true });
  });

  it('asks about the endpoint of each framework, and leaves servers that refuse every attack', async () => {
    const texts = mixedWorkspace();
    const edit = await editOf(texts);
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

  it('gives each kind of handler in one package the verifier that it calls', async () => {
    const fixed = applyWorkspaceEdit(kinds, await editOf(kinds));
    const stems = Object.keys(fixed).map((path) => path.replace(/\.\w+$/, ''));
    assert.deepEqual(stems, [...new Set(stems)], 'what one is compiled to takes the place of the other');
    const { endpoints, findings } = await analyze(fixed);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
    assert.deepEqual(
      endpoints.map(({ verdict }) => verdict),
      Array.from({ length: 5 }, () => 'verified'),
    );
  });
});
