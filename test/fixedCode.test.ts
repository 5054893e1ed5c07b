import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { type Attempt, type Battery, bearer } from './support/attacks';
import { type Outcome, tryOut } from './support/attempts';
import { type Call, type Caller, appRoute, expressApp, pagesRoute } from './support/callers';
import { type FixCase, caseOf, fixCases } from './support/fixCases';
import { bundles } from './support/loading';
import { hmac, qstash, standardWebhook } from './support/signatureAttacks';
import { githubOidc, googleOidc } from './support/tokenAttacks';
import { repository } from './support/update';
import { readFolder } from './support/workspace';

/** A fixed handler that is run, and what it is run with. */
interface Run {
  readonly fix: string;
  readonly name: string;
  readonly battery: Battery;
  /** The call of the true scheduler, without its credential. */
  readonly how: Call;
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
  run('verify-bearer', 'next-app-alias', bearer, {}, (folder) => appRoute({ folder, file: 'src/app/api/cron/reports/[period]/route.ts' }, 'GET')),
  run('verify-bearer', 'next-app-javascript', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/sessions/route.js' }, 'GET')),
  run('verify-bearer', 'next-pages', bearer, {}, (folder) => pagesRoute({ folder, file: page })),
  run('verify-bearer', 'next-pages-wrapped', bearer, {}, (folder) => pagesRoute({ folder, file: page })),
  run('verify-bearer', 'next-app-directive', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/sessions/route.js' }, 'GET')),
  run('verify-bearer', 'next-app-reuse', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/reports/route.ts' }, 'GET')),
  run('verify-bearer', 'next-app-wrapped-reuse', bearer, {}, (folder) => appRoute({ folder, file: 'app/api/cron/reports/route.ts' }, 'GET')),
  run('verify-bearer', 'next-pages-edge', bearer, {}, (folder) => appRoute({ folder, file: page }, 'default')),
  run('verify-bearer', 'express', bearer, { method: 'POST', path: '/cron/sessions' }, (folder) => expressApp({ folder, file: 'src/app.ts' })),
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
  run('verify-github-oidc', 'next-app', githubOidc, {}, (folder) => appRoute({ folder, file: route }, 'GET')),
];

async function outcome({ fix, name, battery, how, load }: Run, attempt: Attempt, when: 'before' | 'after' = 'after'): Promise<Outcome> {
  return tryOut(() => load(caseOf(fix, name)[when]), how, attempt, battery.owns);
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  noImplicitReturns: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  typeRoots: [join(repository, 'node_modules/@types')],
};

/** Files by the nearest `tsconfig.json` of their workspace; those with Node's resolution can share one program. */
function byConfiguration(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const shared = new Map<string, string>();
  for (const file of files) {
    const nearest = nearestConfiguration(dirname(file));
    const text = nearest === '' ? '' : readFileSync(nearest, 'utf8');
    const config = text.includes('"paths"') ? nearest : (shared.get(text) ?? nearest);
    shared.set(text, config);
    groups.set(config, [...(groups.get(config) ?? []), file]);
  }
  return groups;
}

function nearestConfiguration(folder: string): string {
  const config = join(folder, 'tsconfig.json');
  if (existsSync(config)) return config;
  return /[/\\]after$/.test(folder) ? '' : nearestConfiguration(dirname(folder));
}

function problemsOf(files: readonly string[], config: string): readonly string[] {
  const { rootDir: _rootDir, outDir: _outDir, ...own } = config === '' ? bundled : configured(config);
  return ts.getPreEmitDiagnostics(ts.createProgram(files, { ...options, ...own })).map(inWords);
}

const bundled: ts.CompilerOptions = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };

function configured(config: string): ts.CompilerOptions {
  const written: unknown = ts.readConfigFile(config, (path) => readFileSync(path, 'utf8')).config;
  return ts.parseJsonConfigFileContent(written, { ...ts.sys, readDirectory: () => [] }, dirname(config)).options;
}

function inWords({ file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file ? relative(repository, file.fileName) : ''}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

function filesOf(cases: readonly FixCase[]): readonly string[] {
  return cases.flatMap(({ after }) => Object.keys(readFolder(after)).map((path) => join(after, path)));
}

/** Whether every package that a project depends on is installed here, and its platform's globals are known. */
function hasTypes(folder: string): boolean {
  const texts = readFolder(folder);
  if (Object.entries(texts).some(([path, text]) => /\.tsx?$/.test(path) && /\bDeno\./.test(text))) return false;
  const names = [...(texts['package.json'] ?? '').matchAll(/"((?:@[\w-]+\/)?[\w.-]+)"\s*:\s*"[*^~\d]/g)].map(([, name = '']) => name);
  return names.every((name) => name === 'version' || existsSync(join(repository, 'node_modules', name)));
}

describe('fixed code', () => {
  describe('compiles with the types of the real packages', () => {
    const files = filesOf(fixCases);
    const compiled = fixCases.filter(({ after }) => hasTypes(after));
    const sources = filesOf(compiled).filter((file) => /\.tsx?$/.test(file));

    for (const [config, group] of byConfiguration(sources)) {
      it(`${config === '' ? 'without a configuration' : relative(repository, config)}: ${group.length} files`, function () {
        this.timeout(120_000);
        assert.deepEqual(problemsOf(group, config), []);
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
    const { fix, name, battery, how } = run;
    describe(`${fix}/${name}`, () => {
      it('lets anybody pass before', async function () {
        this.timeout(30_000);
        const { status, effects } = await outcome(run, { name: 'nothing', variables: {}, headers: {} }, 'before');
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
          if (how.body !== undefined) assert.match(body, /"reason":"nightly"/);
        });
      }
    });
  }

  after(() => rmSync(bundles, { recursive: true, force: true }));
});
