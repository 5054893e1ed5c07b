import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './update';
import type { Texts } from './workspace';

/** A test runner, as a project has it. */
export interface ProjectRunner {
  readonly scripts: Readonly<Record<string, string>>;
  readonly packages: readonly string[];
  /** Arguments of Node that run a test file; absent where the runner is not installed here. */
  readonly run?: readonly string[];
}

/** Nothing leaves this machine, and TypeScript is run as it is. */
const prepared = ['--import', 'tsx', '--import', pathToFileURL(join(repository, 'test/support/offline.mjs')).href];

const runners = {
  'node:test': { scripts: { test: 'node --import tsx --test' }, packages: ['tsx'], run: [...prepared, '--test'] },
  mocha: {
    scripts: { test: 'mocha' },
    packages: ['mocha'],
    run: [...prepared, join(repository, 'node_modules/mocha/bin/mocha.js'), '--timeout', '20000'],
  },
  vitest: { scripts: {}, packages: ['vitest'] },
  jest: { scripts: { test: 'jest --ci' }, packages: ['jest', 'ts-jest'] },
} satisfies Readonly<Record<string, ProjectRunner>>;

/** A project whose endpoint gets a request test. */
export interface RequestTestCase {
  readonly name: string;
  /** The case of a fix whose unfixed workspace the project is. */
  readonly from: string;
  readonly runner: ProjectRunner;
  /** Further files: tests that the project has already. */
  readonly files: Texts;
}

function requestTestCase(name: string, from: string, runner: keyof typeof runners, files: Texts = {}): RequestTestCase {
  return { name, from, runner: runners[runner], files };
}

/** Frameworks with runners and habits. What runs here is run. */
export const requestTestCases: readonly RequestTestCase[] = [
  requestTestCase('next-app-node-test', 'verify-bearer/next-app', 'node:test'),
  requestTestCase('next-app-parameters', 'verify-bearer/next-app-alias', 'mocha', { 'tests/reports.spec.ts': '' }),
  requestTestCase('next-app-vitest', 'verify-bearer/next-app', 'vitest', { 'lib/__tests__/sessions.test.ts': '' }),
  requestTestCase('next-app-jest', 'verify-bearer/next-app-javascript', 'jest', { '__tests__/sessions.test.js': '' }),
  requestTestCase('next-app-signature', 'verify-hmac/next-app', 'node:test'),
  requestTestCase('next-pages', 'verify-bearer/next-pages', 'mocha'),
  requestTestCase('next-pages-signature', 'verify-hmac/next-pages', 'node:test'),
  requestTestCase('vercel-functions', 'verify-bearer/vercel-functions', 'node:test'),
  requestTestCase('express-commonjs', 'verify-bearer/express-commonjs', 'mocha', { 'test/app-test.js': '' }),
  requestTestCase('express-router', 'verify-bearer/express-router', 'node:test', { 'src/lib/sessions.test.ts': '' }),
  requestTestCase('express-signature', 'verify-hmac/express', 'mocha'),
  requestTestCase('fastify', 'verify-bearer/fastify', 'node:test'),
  requestTestCase('hono', 'verify-bearer/hono', 'mocha'),
  requestTestCase('hono-workers', 'verify-bearer/hono-workers', 'node:test'),
  requestTestCase('workers', 'verify-bearer/workers', 'mocha'),
  requestTestCase('sveltekit', 'verify-bearer/sveltekit', 'vitest'),
  requestTestCase('react-router', 'verify-bearer/react-router', 'mocha'),
  requestTestCase('astro', 'verify-bearer/astro', 'node:test'),
];

/** Runs a test file in a folder, and tells whether it passes and what it prints. */
export function runTests(
  run: readonly string[],
  folder: string,
  file: string,
): Promise<{ readonly passes: boolean; readonly output: string }> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [...run, join(folder, file)], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ passes: error === null, output: stdout + stderr }),
    );
  });
}
