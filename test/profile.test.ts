import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommandLine } from '../server/src/main.cli.run';
import { rules } from '../server/src/engine/registry';
import { recordingTerminal } from './support/terminal';

const route = `import { createHash, timingSafeEqual } from 'node:crypto';
import { createClient } from '@supabase/supabase-js';

const digest = (text: string) => createHash('sha256').update(text).digest();

export async function POST(request: Request) {
  const secret = process.env.CRON_SECRET;
  const key = new URL(request.url).searchParams.get('key') ?? '';
  if (!secret || !timingSafeEqual(digest(key), digest(secret))) return new Response('Unauthorized', { status: 401 });
  const supabase = createClient(process.env.SUPABASE_URL!, process.env.SUPABASE_SERVICE_ROLE_KEY!);
  await supabase.from('sessions').delete().eq('expired', true);
  return new Response(null, { status: 204 });
}
`;

describe('profiles', () => {
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'ztc-profile-')));
    write('app/api/cron/sessions/route.ts', route);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const check = async (...options: readonly string[]) => {
    const terminal = recordingTerminal(folder);
    const status = await runCommandLine(['check', '--format', 'json', ...options], terminal);
    const { findings }: { findings: { rule: string; severity: string }[] } = JSON.parse(terminal.written.out);
    return { status, findings: Object.fromEntries(findings.map(({ rule, severity }) => [rule, severity])) };
  };

  const recommended = { 'no-secret-in-url': 'warning', 'require-least-privilege': 'warning' };
  const strict = { 'no-secret-in-url': 'error', 'require-least-privilege': 'warning', 'require-access-log': 'warning' };

  it('is the recommended one without a choice', async () => {
    assert.deepEqual(await check(), { status: 0, findings: recommended });
    assert.deepEqual(await check('--profile', 'recommended'), { status: 0, findings: recommended });
  });

  it('is strict where the command line says so, with more rules and errors', async () => {
    assert.deepEqual(await check('--profile', 'strict'), { status: 1, findings: strict });
  });

  it('is strict where the configuration file says so; the command line wins', async () => {
    write('zero-trust-cron.json', '{ "profile": "strict" }');
    assert.deepEqual(await check(), { status: 1, findings: strict });
    assert.deepEqual(await check('--profile', 'recommended'), { status: 0, findings: recommended });
  });

  it('gives way to what is said of a rule', async () => {
    write('zero-trust-cron.json', '{ "profile": "strict", "rules": { "no-secret-in-url": "information", "require-access-log": "off" } }');
    const { status, findings } = await check();
    assert.deepEqual({ status, findings }, { status: 0, findings: { ...recommended, 'no-secret-in-url': 'information' } });
    write('zero-trust-cron.json', '{ "rules": { "require-access-log": "error" } }');
    assert.deepEqual(await check(), { status: 1, findings: { ...recommended, 'require-access-log': 'error' } });
  });

  it('calls an endpoint what it is, whether anybody wants to hear of it or not', async () => {
    write('app/api/cron/open/route.ts', `export const POST = () => fetch('https://example.com');`);
    write('zero-trust-cron.json', '{ "rules": { "require-authentication": "off" } }');
    const terminal = recordingTerminal(folder);
    assert.equal(await runCommandLine(['check', '--format', 'json'], terminal), 0);
    const { endpoints }: { endpoints: { path: string; verdict: string; findings: unknown[] }[] } = JSON.parse(terminal.written.out);
    const open = endpoints.find(({ path }) => path === '/api/cron/open');
    assert.deepEqual([open?.verdict, open?.findings], ['unverified', []]);
  });

  it('counts in explanations', async () => {
    const explained = async (...options: readonly string[]) => {
      const terminal = recordingTerminal(folder);
      await runCommandLine(['explain', 'app/api/cron/sessions/route.ts:6', ...options], terminal);
      return terminal.written.out.includes('require-access-log');
    };
    assert.deepEqual([await explained(), await explained('--profile', 'strict')], [false, true]);
  });

  it('is never weaker when it is strict', () => {
    const rank = ['off', 'information', 'warning', 'error'];
    assert.deepEqual(
      rules.filter(({ meta }) => rank.indexOf(meta.strict) < rank.indexOf(meta.recommended)).map(({ id }) => id),
      [],
    );
  });
}).timeout(30_000);
