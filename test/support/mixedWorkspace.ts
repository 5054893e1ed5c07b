import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Battery, bearer } from './attacks';
import { obstacles, openings } from './attempts';
import { fixtures } from './fixtureWorkspaces';
import { type FrameworkRow, callOf, frameworks } from './matrix';
import { hmac } from './signatureAttacks';
import { type Texts, readFolder } from './workspace';

const names = ['Next.js App Router', 'Express', 'Fastify', 'Koa', 'Hono', 'NestJS'];

/** The packages of a workspace whose endpoints are all open, each of another framework. */
export const packages: readonly FrameworkRow[] = frameworks.filter(({ name }) => names.includes(name));

/** What the scheduler of a framework's endpoint presents. */
function batteryOf({ fixture }: FrameworkRow): Battery {
  return fixture.startsWith('verify-hmac/') ? hmac : bearer;
}

/** Where the package of a framework is. */
export function folderOf({ name }: FrameworkRow): string {
  return `packages/${name.toLowerCase().replace(/\W+/g, '-')}`;
}

/** The workspace, before anything is verified. */
export function mixedWorkspace(): Texts {
  const files = packages.flatMap((row) =>
    Object.entries(readFolder(join(fixtures, 'fixes', row.fixture, 'before'))).map(
      ([path, text]) => [`${folderOf(row)}/${path}`, text] as const,
    ),
  );
  return Object.fromEntries([['package.json', '{ "private": true, "workspaces": ["packages/*"] }\n'], ...files]);
}

/** Writes a workspace to the disk. */
export function writeWorkspace(folder: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What is wrong with the servers of a workspace that was fixed: attacks that get in, true callers that do not. */
export async function wrongAfterFix(folder: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const row of packages) {
    const load = () => row.load(join(folder, folderOf(row)));
    const found = [...(await openings(load, callOf(row), batteryOf(row))), ...(await obstacles(load, callOf(row), batteryOf(row)))];
    wrong.push(...found.map((one) => `${row.name}: ${one}`));
  }
  return wrong;
}
