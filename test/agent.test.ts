import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { tools } from '../server/src/agent/tools';
import { createAnalyzer } from '../server/src/engine/analyzer';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { nodeFiles } from '../server/src/host/node';
import { serveAgent } from '../server/src/main.cli.mcp';
import { LanguageClient } from './support/languageClient';
import { recordingTerminal } from './support/terminal';
import { repository } from './support/update';

interface Edit {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly newText: string;
}

const digest = 'app/api/cron/digest/route.ts';

describe('an agent', () => {
  let folder: string;
  let client: Client;
  let served: Promise<number>;
  const terminal = () => recordingTerminal(folder);
  before(async () => {
    folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'ztc-agent-'))), 'sample');
    cpSync(join(repository, 'test/sample'), folder, { recursive: true });
    const [ours, theirs] = InMemoryTransport.createLinkedPair();
    served = serveAgent('.', terminal(), { createAnalyzer, rules: ruleMetas, version: '9.9.9' }, ours);
    client = new Client({ name: 'test', version: '1' });
    await client.connect(theirs);
  });
  after(() => rmSync(folder, { recursive: true }));

  /** Calls a tool and gives what it says. */
  const call = async (name: string, input: Readonly<Record<string, unknown>> = {}) => {
    const result = CallToolResultSchema.parse(await client.callTool({ name, arguments: { ...input } }));
    const [content] = result.content;
    assert.equal(content?.type, 'text');
    return { text: content.text, isError: result.isError === true };
  };
  const parsed = async (name: string, input: Readonly<Record<string, unknown>> = {}) => {
    const { text, isError } = await call(name, input);
    assert.ok(!isError, text);
    return JSON.parse(text);
  };

  it('finds tools that only read', async () => {
    const listed = (await client.listTools()).tools;
    assert.deepEqual(
      listed.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      tools.map(({ name }) => [name, true]),
    );
    assert.deepEqual(listed[1]?.inputSchema.required, ['file', 'line']);
    assert.equal(client.getServerVersion()?.version, '9.9.9');
  });

  it('lists endpoints, all or by verdict', async () => {
    const { endpoints } = await parsed('list_endpoints');
    assert.equal(endpoints.length, 5);
    assert.deepEqual((await parsed('list_endpoints', { verdict: 'unverified' })).endpoints, [
      {
        endpoint: 'GET /api/cron/digest',
        file: digest,
        line: 4,
        framework: 'next-app',
        verdict: 'unverified',
        assurance: 'none',
        schedulers: [{ scheduler: 'vercel-cron', schedule: '0 7 * * *', evidence: 'declared' }],
        rules: ['require-authentication'],
      },
    ]);
  });

  it('explains an endpoint, by a relative or an absolute path, and helpers', async () => {
    for (const file of [digest, `./${digest}`, join(folder, digest)])
      assert.match((await call('explain_endpoint', { file, line: 5 })).text, /^GET \/api\/cron\/digest .*\nnext-app, unverified/);
    assert.match((await call('explain_endpoint', { file: 'lib/mail.ts', line: 3 })).text, /\/api\/cron\/digest/);
  });

  it('gets a fix as edits, applies it, and has the endpoint verified', async () => {
    const before = await parsed('verify', { file: digest });
    assert.deepEqual([before.endpoints, before.verified, before.findings.length], [1, 0, 1]);
    const proposal = await parsed('propose_fix', { file: digest, line: 4 });
    assert.deepEqual([proposal.rule, proposal.fix], ['require-authentication', before.findings[0].fixes[0].id]);
    for (const { file, text } of proposal.newFiles) writeFileSync(join(folder, file), text);
    for (const file of new Set<string>(proposal.edits.map((edit: Edit) => edit.file))) {
      const path = join(folder, file);
      writeFileSync(
        path,
        applied(
          readFileSync(path, 'utf8'),
          proposal.edits.filter((edit: Edit) => edit.file === file),
        ),
      );
    }
    assert.deepEqual(await parsed('verify', { file: digest }), { endpoints: 1, verified: 1, findings: [] });
  });

  it('gets the fix that it names, or hears which there are', async () => {
    const cleanup = 'app/api/cron/cleanup/route.ts';
    const { rule } = await parsed('propose_fix', { file: cleanup, line: 4, rule: 'require-constant-time-comparison' });
    assert.equal(rule, 'require-constant-time-comparison');
    const { text, isError } = await call('propose_fix', { file: cleanup, line: 4, fix: 'nothing' });
    assert.deepEqual([isError, /; there are .*compare-in-constant-time/.test(text)], [true, true], text);
  });

  it('hears what is wrong with a question', async () => {
    const wrong: readonly (readonly [string, Readonly<Record<string, unknown>>, string])[] = [
      ['no_tool', {}, 'There is no tool "no_tool".'],
      ['explain_endpoint', { file: digest }, '"explain_endpoint" needs "line".'],
      ['explain_endpoint', { file: digest, line: '4' }, '"explain_endpoint" does not take "4" as "line".'],
      ['list_endpoints', { verdict: 'good' }, '"list_endpoints" does not take "good" as "verdict".'],
      ['verify', { folder: '.' }, '"verify" does not take "." as "folder".'],
      ['explain_endpoint', { file: 'nowhere.ts', line: 1 }, 'There is no file "nowhere.ts" in the project.'],
      ['verify', { file: 'nowhere.ts' }, 'There is no file "nowhere.ts" in the project.'],
      ['explain_endpoint', { file: 'package.json', line: 1 }, 'No scheduled endpoint is declared at, or passes, package.json:1.'],
      ['propose_fix', { file: 'lib/db.ts', line: 1 }, 'Nothing is reported at lib/db.ts:1.'],
    ];
    for (const [name, input, message] of wrong) assert.deepEqual(await call(name, input), { text: message, isError: true });
  });

  it('is served until it hangs up', async () => {
    await client.close();
    assert.equal(await served, 0);
    assert.equal(await serveAgent('nowhere', terminal(), { createAnalyzer, rules: ruleMetas, version: '1' }), 2);
  });

  it('reaches the command line tool through standard input and output', async () => {
    const other = new Client({ name: 'test', version: '1' });
    const args = [...process.execArgv, join(repository, 'server/src/main.cli.ts'), 'mcp', folder];
    await other.connect(new StdioClientTransport({ command: process.execPath, args, cwd: repository }));
    const { content } = CallToolResultSchema.parse(await other.callTool({ name: 'verify', arguments: {} }));
    assert.match(JSON.stringify(content), /no-internal-bypass/);
    await other.close();
  });

  it('of an editor gets the same answers from its server', async () => {
    const editor = await LanguageClient.start({ roots: [folder], files: nodeFiles, createAnalyzer, rules: ruleMetas });
    const ask = (name: string, input: unknown) => editor.connection.sendRequest<object>('zeroTrustCron/tool', { name, input });
    const answer = await ask('verify', {});
    assert.ok('text' in answer && /no-ip-trust/.test(String(answer.text)));
    assert.deepEqual(await ask('explain_endpoint', {}), { problem: '"explain_endpoint" needs "file".' });
    await editor.stop();
  });
});

/** Applies edits of one file, the last one first. */
function applied(text: string, edits: readonly Edit[]): string {
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)];
  const at = (line: number, column: number): number => (starts[line - 1] ?? 0) + column - 1;
  return edits
    .map(({ line, column, endLine, endColumn, newText }) => ({ start: at(line, column), end: at(endLine, endColumn), newText }))
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}
