import assert from 'node:assert/strict';
import { createAnalyzer } from '../../server/src/engine/analyzer';
import { ruleMetas } from '../../server/src/engine/ruleMetas';
import { createSession } from '../../server/src/engine/session';
import { Workspace } from '../../server/src/host/workspace';
import { memoryFiles } from './memoryFiles';

/** A verifier that quick fixes write, as a snippet for people who want it without a finding. */
interface Verifier {
  readonly prefix: string;
  readonly description: string;
  /** The fix that writes it, and the file of an endpoint that needs it; the extension is added. */
  readonly fix: string;
  readonly file: string;
  readonly text: string;
}

const fetchStyle =
  "import { db } from '@acme/db';\nexport async function GET(request) {\n  await db.job.run();\n  return new Response();\n}\n";
const edge = `export const runtime = 'edge';\n${fetchStyle}`;
const express =
  "import express from 'express';\nimport { db } from '@acme/db';\nconst app = express();\napp.post('/api/cron/a', async (req, res) => {\n  await db.job.run();\n  res.end();\n});\n";
const pages = "import { db } from '@acme/db';\nexport default async function handler(req, res) {\n  await db.job.run();\n  res.end();\n}\n";
const comparing =
  "import { db } from '@acme/db';\nexport async function GET(request) {\n  const secret = process.env.CRON_SECRET;\n  if (!secret || request.headers.get('x-cron-secret') !== secret) return new Response(null, { status: 401 });\n  await db.job.run();\n  return new Response();\n}\n";

const route = 'app/api/cron/a/route';
const verifiers: readonly Verifier[] = [
  {
    prefix: 'cron-bearer',
    description: 'Verify a bearer secret (Request and Response)',
    fix: 'verify-bearer',
    file: route,
    text: fetchStyle,
  },
  { prefix: 'cron-bearer-edge', description: 'Verify a bearer secret on an edge runtime', fix: 'verify-bearer', file: route, text: edge },
  { prefix: 'cron-bearer-express', description: 'Verify a bearer secret in Express', fix: 'verify-bearer', file: 'server', text: express },
  {
    prefix: 'cron-bearer-pages',
    description: 'Verify a bearer secret in a Next.js API route',
    fix: 'verify-bearer',
    file: 'pages/api/cron/a',
    text: pages,
  },
  {
    prefix: 'cron-hmac',
    description: "Verify CronJobPro's signature (Request and Response)",
    fix: 'verify-hmac',
    file: route,
    text: fetchStyle,
  },
  {
    prefix: 'cron-hmac-edge',
    description: "Verify CronJobPro's signature on an edge runtime",
    fix: 'verify-hmac',
    file: route,
    text: edge,
  },
  {
    prefix: 'cron-hmac-express',
    description: "Verify CronJobPro's signature in Express",
    fix: 'verify-hmac',
    file: 'server',
    text: express,
  },
  {
    prefix: 'constant-time',
    description: 'Compare two texts in constant time',
    fix: 'compare-in-constant-time',
    file: route,
    text: comparing,
  },
];

/** The snippet file of a language, with what the fixes really write. */
export async function snippets(extension: 'ts' | 'js'): Promise<string> {
  const entries = await Promise.all(
    verifiers.map(async (verifier) => {
      const { prefix, description } = verifier;
      // Dollars begin variables in snippets.
      const text = (await moduleOf(verifier, extension)).replaceAll('\\', '\\\\').replaceAll('$', '\\$');
      return [description, { prefix, description, body: text.trimEnd().split('\n') }] as const;
    }),
  );
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}

/** The file that a fix brings along for an endpoint. */
async function moduleOf({ fix, file, text }: Verifier, extension: string): Promise<string> {
  const files = {
    [`/project/${file}.${extension}`]: text,
    '/project/package.json': '{ "type": "module", "dependencies": { "next": "16", "express": "5" } }',
  };
  const session = createSession(createAnalyzer(), new Workspace(memoryFiles(files, true), '/project'));
  const report = await session.report({ rules: ruleMetas, today: '2026-01-01' });
  const finding = report?.findings.find(({ fixes }) => fixes.some(({ id }) => id === fix));
  const made = finding && session.fix(finding, fix);
  return made?.files[0]?.text ?? assert.fail(`The fix ${fix} writes no file for ${file}.${extension}.`);
}
