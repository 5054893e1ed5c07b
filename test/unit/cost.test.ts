import assert from 'node:assert/strict';
import { createAnalyzer } from '../../server/src/engine/analyzer';
import { defaultSettings } from '../../server/src/engine/report';
import type { Uri } from '../../server/src/model/source';

const root = '/work/cron-like-name/app';

/** The code that is read and the number of files that are parsed to check a workspace. */
function costOf(files: Readonly<Record<string, string>>): { readonly read: readonly string[]; readonly parsed: number } {
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
  const { stats } = analyzer.report(defaultSettings);
  const code = [...read].filter((uri) => /\.[jt]sx?$/.test(uri)).map((uri) => uri.slice(root.length + 1));
  return { read: code.toSorted(), parsed: stats.filesParsed };
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
