import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './update';
import type { Texts } from './workspace';

/** A test runner, as a project has it. */
export interface ProjectRunner {
  readonly scripts: Readonly<Record<string, string>>;
  readonly packages: readonly string[];
  /** Arguments of Node that run a test file of a folder. */
  run(folder: string, file: string): readonly string[];
  /** Files that a project with this runner has beside its tests. */
  readonly files?: Texts;
}

const installed = (path: string): string => join(repository, 'node_modules', path);

/** TypeScript is run as it is. */
const typescript = ['--import', 'tsx'];

const runners = {
  'node:test': {
    scripts: { test: 'node --import tsx --test' },
    packages: ['tsx'],
    run: (folder, file) => [...typescript, '--test', join(folder, file)],
  },
  mocha: {
    scripts: { test: 'mocha' },
    packages: ['mocha'],
    run: (folder, file) => [...typescript, installed('mocha/bin/mocha.js'), '--timeout', '20000', join(folder, file)],
  },
  vitest: {
    scripts: {},
    packages: ['vitest'],
    run: (folder, file) => [installed('vitest/vitest.mjs'), 'run', '--root', folder, '--testTimeout', '20000', file],
  },
  jest: {
    scripts: { test: 'jest --ci' },
    packages: ['jest', 'ts-jest'],
    run: (folder, file) => [
      installed('jest/bin/jest.js'),
      '--ci',
      '--watchman=false',
      '--rootDir',
      folder,
      '--runTestsByPath',
      join(folder, file),
    ],
    files: {
      'babel.config.json': JSON.stringify({
        presets: [installed('@babel/preset-typescript')],
        plugins: [installed('@babel/plugin-transform-modules-commonjs')],
      }),
    },
  },
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

/** Frameworks with runners and habits. */
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
  requestTestCase('cloudflare-pages', 'verify-bearer/cloudflare-pages', 'node:test'),
  requestTestCase('sveltekit', 'verify-bearer/sveltekit', 'vitest'),
  requestTestCase('react-router', 'verify-bearer/react-router', 'mocha'),
  requestTestCase('astro', 'verify-bearer/astro', 'node:test'),
];

/** Nothing leaves this machine, whatever processes a runner starts. */
const offline = `--import ${pathToFileURL(join(repository, 'test/support/offline.mjs')).href}`;

/** Runs a test file in a folder, and tells whether it passes and what it prints. */
export function runTests(
  { run }: ProjectRunner,
  folder: string,
  file: string,
): Promise<{ readonly passes: boolean; readonly output: string }> {
  const { NODE_TEST_CONTEXT: _context, ...inherited } = process.env;
  const env = { ...inherited, NODE_OPTIONS: offline };
  return new Promise((resolve) => {
    execFile(process.execPath, [...run(folder, file)], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ passes: error === null, output: stdout + stderr }),
    );
  });
}
