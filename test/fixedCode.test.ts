import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Attempt, type Battery, bearer } from './support/attacks';
import { type Outcome, tryOut } from './support/attempts';
import { type Call, type Caller, appRoute, expressApp, pagesRoute } from './support/callers';
import { type FixCase, caseOf, fixCases } from './support/fixCases';
import { inngest, runOfFunction } from './support/inngestAttacks';
import { compilationsOf, hasTypes, inWords, problemsOf } from './support/compiling';
import { bundles } from './support/loading';
import { hmac, qstash, standardWebhook, workflow } from './support/signatureAttacks';
import { forged, githubOidc, googleOidc, publishedKeyToken, sharedKeyToken } from './support/tokenAttacks';
import { readFolder } from './support/workspace';

/** A fixed handler that is run, and what it is run with. */
interface Run {
  readonly fix: string;
  readonly name: string;
  readonly battery: Battery;
  /** The call of the true scheduler, without its credential. */
  readonly how: Call;
  /** What anybody can send who is let in before the fix; nothing when absent. */
  readonly headers?: Readonly<Record<string, string>>;
  load(folder: string): Promise<Caller>;
}

function run(fix: string, name: string, battery: Battery, how: Partial<Call>, load: Run['load']): Run {
  const headers = how.body === undefined ? {} : { 'content-type': 'application/json' };
  const path = how.path ?? '/api/cron/sessions';
  return { fix, name, battery, how: { method: how.method ?? 'GET', path, headers, body: how.body }, load };
}

const posting = { method: 'POST', body: '{"reason":"nightly"}' };
const postingToExpress = { ...posting, path: '/cron/sessions' };
const route = 'app/api/cron/sessions/route.ts';
const page = 'pages/api/cron/sessions.ts';

const runs: readonly Run[] = [
  ...[
    'next-app',
    'next-app-concise',
    'next-app-one-line',
    'next-app-destructured',
    'next-app-wrapped',
    'next-app-edge',
    'next-app-windows-lines',
  ].map((name) => run('verify-bearer', name, bearer, {}, (folder) => appRoute({ folder, file: route }, 'GET'))),
  run('verify-bearer', 'next-app-alias', bearer, {}, (folder) =>
    appRoute({ folder, file: 'src/app/api/cron/reports/[period]/route.ts' }, 'GET'),
  ),
  run('verify-bearer', 'next-app-javascript', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/sessions/route.js' }, 'GET')),
  run('verify-bearer', 'next-pages', bearer, {}, (folder) => pagesRoute({ folder, file: page })),
  run('verify-bearer', 'next-pages-wrapped', bearer, {}, (folder) => pagesRoute({ folder, file: page })),
  run('verify-bearer', 'next-app-directive', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/sessions/route.js' }, 'GET')),
  run('verify-bearer', 'next-app-reuse', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/reports/route.ts' }, 'GET')),
  run('verify-bearer', 'next-app-wrapped-reuse', bearer, {}, (folder) =>
    appRoute({ folder, file: 'app/api/cron/reports/route.ts' }, 'GET'),
  ),
  run('verify-bearer', 'next-pages-edge', bearer, {}, (folder) => appRoute({ folder, file: page }, 'default')),
  run('verify-bearer', 'express', bearer, { method: 'POST', path: '/cron/sessions' }, (folder) =>
    expressApp({ folder, file: 'src/app.ts' }),
  ),
  run('verify-bearer', 'express-router', bearer, { path: '/cron/sessions/7' }, (folder) => expressApp({ folder, file: 'src/app.ts' })),
  run('verify-bearer', 'express-commonjs', bearer, { path: '/cron/sessions' }, (folder) => expressApp({ folder, file: 'app.js' })),
  run('verify-hmac', 'next-app', hmac, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
  run('verify-hmac', 'next-app-edge', hmac, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
  run('verify-hmac', 'next-pages', hmac, posting, (folder) => pagesRoute({ folder, file: page })),
  run('verify-hmac', 'express', hmac, postingToExpress, (folder) => expressApp({ folder, file: 'src/app.ts' })),
  run('verify-hmac', 'express-route-parser', hmac, postingToExpress, (folder) => expressApp({ folder, file: 'src/app.ts' })),
  run('verify-qstash', 'next-app', qstash, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
  run('verify-qstash', 'next-pages', qstash, posting, (folder) => pagesRoute({ folder, file: page })),
  run('verify-qstash', 'express', qstash, postingToExpress, (folder) => expressApp({ folder, file: 'src/app.ts' })),
  run('verify-standard-webhook', 'next-app', standardWebhook, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
  run('verify-google-oidc', 'next-app', googleOidc, {}, (folder) => appRoute({ folder, file: route }, 'GET')),
  run('verify-google-oidc', 'next-app-edge', googleOidc, {}, (folder) => appRoute({ folder, file: route }, 'GET')),
  run('verify-google-oidc', 'express', googleOidc, { method: 'POST', path: '/cron/sessions' }, (folder) =>
    expressApp({ folder, file: 'src/app.ts' }),
  ),
  ...['upstash-workflow', 'options'].map((name) =>
    run('pass-receiver', name, workflow, { method: 'POST', path: '/api/workflows/remind' }, (folder) =>
      appRoute({ folder, file: 'app/api/workflows/remind/route.ts' }, 'POST'),
    ),
  ),
  run('verify-inngest', 'next-app', inngest, runOfFunction, (folder) => appRoute({ folder, file: 'app/api/inngest/route.ts' }, 'POST')),
  {
    ...run('verify-token', 'jose', publishedKeyToken, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
    headers: { authorization: `Bearer ${forged}` },
  },
  {
    ...run('verify-token', 'jsonwebtoken', sharedKeyToken, posting, (folder) => appRoute({ folder, file: route }, 'POST')),
    headers: { 'x-token': forged },
  },
  run('verify-github-oidc', 'next-app', githubOidc, {}, (folder) => appRoute({ folder, file: route }, 'GET')),
];

/** What one attempt at a run comes to. */
async function outcome({ fix, name, battery, how, load }: Run, attempt: Attempt, when: 'before' | 'after' = 'after'): Promise<Outcome> {
  return tryOut(() => load(caseOf(fix, name)[when]), how, attempt, battery.owns);
}

function filesOf(cases: readonly FixCase[]): readonly string[] {
  return cases.flatMap(({ after }) => Object.keys(readFolder(after)).map((path) => join(after, path)));
}

describe('fixed code', () => {
  describe('compiles with the types of the real packages', () => {
    const files = filesOf(fixCases);
    const compiled = fixCases.filter((one) => hasTypes(filesOf([one]).filter((file) => /\.[mc]?tsx?$/.test(file))));
    const sources = filesOf(compiled).filter((file) => /\.tsx?$/.test(file));

    for (const compilation of compilationsOf(sources)) {
      it(`${compilation.name}: ${compilation.files.length} files`, function () {
        this.timeout(120_000);
        assert.deepEqual(problemsOf(compilation), []);
      });
    }

    it('or parses where they are not installed', () => {
      const others = filesOf(fixCases.filter((one) => !compiled.includes(one))).filter((file) => /\.[mc]?tsx?$/.test(file));
      assert.ok(others.length > 0);
      for (const file of others) {
        const { diagnostics = [] } = ts.transpileModule(readFileSync(file, 'utf8'), { reportDiagnostics: true, fileName: file });
        assert.deepEqual(diagnostics.map(inWords), [], file);
      }
    });

    it('and parses as JavaScript', () => {
      const scripts = files.filter((file) => /\.jsx?$/.test(file));
      assert.ok(scripts.length > 0);
      const { diagnostics = [] } = ts.transpileModule(scripts.map((file) => readFileSync(file, 'utf8')).join('\n;{}\n'), {
        reportDiagnostics: true,
      });
      assert.deepEqual(diagnostics.map(inWords), []);
    });
  });

  for (const run of runs) {
    const { fix, name, battery, how, headers = {} } = run;
    describe(`${fix}/${name}`, () => {
      it('lets anybody pass before', async function () {
        this.timeout(30_000);
        const { status, effects } = await outcome(run, { name: 'anything', variables: {}, headers }, 'before');
        assert.deepEqual([Math.floor(status / 100), effects.length > 0], [2, true]);
      });
      for (const attempt of battery.refused(how)) {
        it(`refuses ${attempt.name}`, async function () {
          this.timeout(30_000);
          const { status, effects } = await outcome(run, attempt);
          assert.deepEqual(effects, []);
          assert.ok(status >= 400, `the status is ${status}`);
        });
      }
      for (const attempt of battery.accepted(how)) {
        it(`lets ${attempt.name} pass`, async function () {
          this.timeout(30_000);
          const { status, effects, body } = await outcome(run, attempt);
          assert.deepEqual([Math.floor(status / 100), effects.length > 0], [2, true], `the answer is ${status} ${body}`);
          if (how.body !== undefined && fix !== 'verify-token') assert.match(body, /"reason":"nightly"/);
        });
      }
    });
  }

  after(() => rmSync(bundles, { recursive: true, force: true }));
});
