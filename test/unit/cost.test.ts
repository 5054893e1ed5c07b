import assert from 'node:assert/strict';
import { createAnalyzer } from '../../server/src/engine/analyzer';
import { defaultSettings, type Report } from '../../server/src/engine/report';
import type { Uri } from '../../server/src/model/source';

const root = '/work/cron-like-name/app';

interface Cost {
  /** The code that is read. */
  readonly read: readonly string[];
  /** How many files are parsed. */
  readonly parsed: number;
}

/** What it takes to check a workspace. */
function costOf(files: Readonly<Record<string, string>>): Cost {
  const { read, stats } = reportOf(files);
  const code = read.filter((uri) => /\.[jt]sx?$/.test(uri)).map((uri) => uri.slice(root.length + 1));
  return { read: code.toSorted(), parsed: stats.filesParsed };
}

function reportOf(files: Readonly<Record<string, string>>): Report & { readonly read: readonly Uri[] } {
  const texts = new Map(Object.entries(files).map(([path, text]) => [`${root}/${path}`, text]));
  const read = new Set<Uri>();
  const analyzer = createAnalyzer();
  analyzer.update({
    roots: [root],
    files: new Set(texts.keys()),
    read: (uri) => {
      const text = texts.get(uri);
      if (text === undefined) return undefined;
      read.add(uri);
      return { uri, version: '1', text };
    },
  });
  return { ...analyzer.report(defaultSettings), read: [...read] };
}

const manifest = (...names: readonly string[]): string =>
  JSON.stringify({ dependencies: Object.fromEntries(names.map((name) => [name, '1'])) });

// Timings depend on the machine; what is read and parsed does not.
describe('a workspace without scheduled endpoints', () => {
  it('has none of its code read where no framework routes by code', () => {
    const cost = costOf({
      'package.json': manifest('react', 'vite'),
      'src/main.tsx': `import { App } from './app';`,
      'src/app.tsx': 'export const App = () => null;',
    });
    assert.deepEqual(cost, { read: [], parsed: 0 });
  });

  it('has only its route files and what they import read where files are routes', () => {
    const cost = costOf({
      'package.json': manifest('next'),
      'app/page.tsx': `import { Home } from '../components/home';`,
      'components/home.tsx': 'export const Home = () => null;',
      'app/api/items/route.ts': `import { list } from '../../../lib/items';\nexport const GET = () => Response.json(list());`,
      'lib/items.ts': 'export const list = () => [];',
    });
    assert.deepEqual(cost, { read: ['app/api/items/route.ts', 'lib/items.ts'], parsed: 0 });
  });

  it('has nothing parsed where code is searched for routes', () => {
    const express = costOf({
      'package.json': manifest('express'),
      'src/app.js': `import express from 'express';\nimport { items } from './items.js';\nexpress().use('/items', items).listen(80);`,
      'src/items.js': `import { Router } from 'express';\nexport const items = Router().get('/', (req, res) => res.json([]));`,
    });
    assert.equal(express.parsed, 0);
    const nest = costOf({
      'package.json': manifest('@nestjs/core', '@nestjs/common'),
      'src/items.controller.ts': `import { Controller, Get } from '@nestjs/common';\n@Controller('items')\nexport class Items { @Get() list() { return []; } }`,
    });
    assert.equal(nest.parsed, 0);
  });

  it('has nothing parsed where schedules are states, modules, comments and jobs of the process', () => {
    const cost = costOf({
      'package.json': manifest('express', '@nestjs/schedule'),
      'src/app.js': `import express from 'express';\nimport { items } from './items.js';\nexpress().use('/items', items).listen(80);`,
      'src/items.js': `import { Router } from 'express';\nexport const items = Router().get('/', (req, res) => res.json([]));`,
      'src/status.js': `// A cron job sends them.\nexport const isOpen = (item) => item.status === 'scheduled' || item.acronym === 'micron';`,
      'src/jobs.ts': `import { Cron, CronExpression } from '@nestjs/schedule';\nimport { run } from './scheduler';\nexport class Jobs { @Cron(CronExpression.EVERY_HOUR) tick() { run(); } }`,
      'test/app.test.ts': `import { get } from './get';\nawait get('/api/cron/nightly');`,
    });
    assert.equal(cost.parsed, 0);
  });
});

describe('a route that is named for schedulers', () => {
  const express = (code: string): Readonly<Record<string, string>> => ({
    'package.json': manifest('express'),
    'src/app.ts': `import express from 'express';\nimport { paths, base } from './paths';\nconst app = express();\n${code}\napp.listen(80);`,
    'src/paths.ts': `export const paths = { nightly: '/tasks/nightlyCron' };\nexport const base = '/internal/scheduler';`,
    'src/sweep.ts': `export const sweep = (req, res) => res.end();`,
  });
  const workspaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'in the path of a route': express(`app.get('/cron/sweep', (req, res) => res.end());`),
    'in a constant of another file': express(`app.get(paths.nightly, (req, res) => res.end());`),
    'in a prefix': express(`const router = express.Router();\nrouter.post('/sweep', (req, res) => res.end());\napp.use(base, router);`),
    'in a template': express('app.get(`${process.env.BASE}/cronJobs/sweep`, (req, res) => res.end());'),
    'in a tag': express(`/** @cron */\napp.get('/sweep', (req, res) => res.end());`),
    'in a controller': {
      'package.json': manifest('@nestjs/core', '@nestjs/common'),
      'src/sweep.controller.ts': `import { Controller, Get } from '@nestjs/common';\n@Controller('scheduled')\nexport class Sweep { @Get('sweep') sweep() { return []; } }`,
    },
  };
  for (const [name, files] of Object.entries(workspaces)) {
    it(`is found ${name}`, () => assert.notEqual(costOf(files).parsed, 0));
  }
});

describe('a workspace with a scheduled endpoint among others', () => {
  const cron = `import { Router } from 'express';
export const cron = Router().post('/run', (req, res) => {
  if (req.get('authorization') !== \`Bearer \${process.env.CRON_SECRET}\`) return res.sendStatus(401);
  res.json({});
});`;

  it('has routes left alone whose middleware stands in a file that imports a job', () => {
    const { parsed } = costOf({
      'package.json': manifest('express'),
      'src/app.js': `import express from 'express';
import { cron } from './cron.js';
import { items } from './items.js';
express().use((req, res, next) => next()).use('/items', items).use('/cron', cron).listen(80);`,
      'src/cron.js': cron,
      'src/items.js': `import { Router } from 'express';
import { list } from './list.js';
export const items = Router().get('/', (req, res) => res.json(list(req.query)));`,
      'src/list.js': 'export const list = (query) => [query];',
    });
    // Not the service that only the other route calls.
    assert.equal(parsed, 3);
  });

  it('has routes followed whose middleware leads to a secret by its names', () => {
    const { endpoints } = reportOf({
      'package.json': manifest('express'),
      'src/app.js': `import express from 'express';
import { only } from './only.js';
const guard = only(process.env);
express().post('/digest', guard, (req, res) => res.json({})).listen(80);`,
      'src/only.js': `export function only(env) {
  const expected = env.CRON_SECRET;
  if (!expected) throw new Error('CRON_SECRET is not set');
  return (req, res, next) => (req.get('authorization') === \`Bearer \${expected}\` ? next() : res.sendStatus(401));
}`,
    });
    assert.deepEqual(
      endpoints.map(({ endpoint }) => endpoint.path),
      ['/digest'],
    );
  });

  it('has route files left alone that only use other settings of a module', () => {
    const settings = `import { createEnv } from '@t3-oss/env-nextjs';
export const env = createEnv({
  server: {
    DATABASE_URL: z.string(),
    // Requests of the scheduler carry it.
    CRON_SECRET: z.string().min(16),
  },
});`;
    const route = (use: string): string => `import { env } from '../../../env';\nexport const GET = () => Response.json(${use});`;
    const files = { 'package.json': manifest('next'), 'env.ts': settings };
    assert.equal(costOf({ ...files, 'app/api/items/route.ts': route('env.DATABASE_URL') }).parsed, 0);
    assert.notEqual(costOf({ ...files, 'app/api/items/route.ts': route('env.CRON_SECRET') }).parsed, 0);
    assert.notEqual(costOf({ ...files, 'app/api/items/route.ts': route('env') }).parsed, 0);
  });

  it('has routes left alone that only share the type of a worker’s bindings with a job', () => {
    const files = (bindings: string): Readonly<Record<string, string>> => ({
      'package.json': manifest('hono'),
      'src/index.ts': `import { Hono } from 'hono';
import type { AppEnv } from './types';
import { items } from './items';
export default new Hono<AppEnv>().post('/cron/run', (c) => (c.req.header('x-cron-secret') === c.env.CRON_SECRET ? c.text('') : c.text('', 401))).route('/items', items);`,
      'src/items.ts': `import { Hono, type Context } from 'hono';
import { AppEnv } from './types';
import { list } from './list';
export const items = new Hono<AppEnv>().get('/', (c: Context<AppEnv>) => c.json(list(c.req.query())));`,
      'src/list.ts': 'export const list = (query) => [query];',
      'src/types.ts': bindings,
    });
    assert.equal(costOf(files('export interface AppEnv { Bindings: { CRON_SECRET?: string; TITLE: string | undefined } }')).parsed, 2);
    assert.notEqual(costOf(files('export const AppEnv = { secret: process.env.CRON_SECRET };')).parsed, 2);
  });

  it('follows what runs at start-up once for all endpoints', () => {
    const jobs = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [`app/api/cron/${name}/route.ts`, 'export const GET = () => fetch("https://example.com");']),
    );
    const efforts = reportOf({
      'package.json': manifest('next'),
      'instrumentation.ts': `import { prepare } from './prepare';\nexport async function register() { await prepare(); }`,
      'prepare.ts': `export async function prepare() { ${'await step();\n'.repeat(400)} }\nasync function step() { return [1, 2].map((n) => n + 1); }`,
      ...jobs,
    }).endpoints.map(({ facts }) => (facts && 'effort' in facts ? Number(facts.effort) : Number.NaN));
    assert.equal(efforts.length, 3);
    for (const effort of efforts) assert.ok(effort < 100, `${effort} evaluations`);
  });
});

describe('a handler that is too large to be followed to its end', () => {
  it('is not verified by what was not looked at', () => {
    const { endpoints } = reportOf({
      'package.json': manifest('express'),
      'src/app.js': `import express from 'express';
express().post('/cron/large', async (req, res) => {
  const sent = req.get('authorization');
  if (sent !== undefined && (!process.env.CRON_SECRET || sent !== \`Bearer \${process.env.CRON_SECRET}\`)) return res.sendStatus(401);
  ${'look(req);\n'.repeat(3_000)}
  await fetch('https://example.com');
  res.json({});
}).listen(80);
function look(req) {
  const a = [req.get('a'), req.get('b'), req.get('c'), req.get('d')];
  const b = [req.get('e'), req.get('f'), req.get('g'), req.get('h')];
  return a.length + b.length;
}`,
    });
    assert.deepEqual(
      endpoints.map(({ verdict }) => verdict),
      ['unverified'],
    );
  });

  it('is verified by its own route, however large what stands before it is', () => {
    const { endpoints } = reportOf({
      'package.json': manifest('express'),
      'src/app.js': `import express from 'express';
const app = express();
app.use((req, res, next) => {
  ${'look(req);\n'.repeat(3_000)}
  next();
});
app.post('/cron/checked', async (req, res) => {
  if (!process.env.CRON_SECRET || req.get('authorization') !== \`Bearer \${process.env.CRON_SECRET}\`) return res.sendStatus(401);
  await fetch('https://example.com');
  res.json({});
});
app.post('/cron/half-checked', async (req, res) => {
  const sent = req.get('authorization');
  if (sent !== undefined && (!process.env.CRON_SECRET || sent !== \`Bearer \${process.env.CRON_SECRET}\`)) return res.sendStatus(401);
  await fetch('https://example.com');
  res.json({});
});
app.listen(80);
function look(req) {
  const a = [req.get('a'), req.get('b'), req.get('c'), req.get('d')];
  const b = [req.get('e'), req.get('f'), req.get('g'), req.get('h')];
  return a.length + b.length;
}`,
    });
    assert.deepEqual(
      endpoints.map(({ endpoint, verdict }) => [endpoint.path, verdict]),
      [
        ['/cron/checked', 'verified'],
        ['/cron/half-checked', 'unverified'],
      ],
    );
  });
});
