import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Verdict } from '../server/src/model/finding';
import type { ApiPath, LibraryAdapter, VerifierModel } from '../server/src/model/adapters';
import { adapterFiles, exportName, folderPath } from './support/adapters';
import { callOf, refusedCondition, type Argument } from './support/calls';
import { analyze, pathOf } from './support/workspace';

/** A small route that uses one entry of a library's tables, and what it must be judged. */
interface Case {
  readonly file: string;
  readonly text: string;
  readonly verdict: Verdict;
  readonly what: string;
}

/** Effects and harmless calls are many and alike: as many of each adapter are tried. */
const sample = 3;

const refuse = 'return new Response(null, { status: 401 });';
const work = 'await sql`delete from sessions`;\n  return new Response(null, { status: 204 });';
const guard = [
  'const secret = process.env.CRON_SECRET;',
  "if (!secret || !timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(secret))) return new Response(null, { status: 401 });",
].join('\n  ');

function route(imports: string, statements: string): string {
  return `import { createHash, timingSafeEqual } from 'node:crypto';
import { sql } from '@vercel/postgres';
${imports}
const digest = (text: string) => createHash('sha256').update(text).digest();

export async function POST(request: Request) {
  ${statements}
  ${work}
}
`;
}

function argumentsFor({ presented, key, data, credential, addressed }: VerifierModel): readonly Argument[] {
  const value = credential.kind === 'session' ? 'request' : "request.headers.get('x-credential') ?? ''";
  return [
    ...(addressed && presented ? [{ place: { ...presented, argument: 0, path: [] }, code: `'https://service.example${addressed}'` }] : []),
    ...(presented ? [{ place: presented, code: value }] : []),
    ...(key ? [{ place: key, code: 'key' }] : []),
    ...(data ? [{ place: data, code: 'body' }] : []),
  ];
}

const setUp =
  'const key = process.env.KEY;\n  if (!key) return new Response(null, { status: 503 });\n  const body = await request.text();\n  ';

/** How a verifier is used well, and how its result is lost. */
function verifierCases(path: ApiPath, model: VerifierModel): readonly (readonly [what: string, verdict: Verdict, text: string])[] {
  const { imports, expression } = callOf(path, argumentsFor(model));
  const at = (statements: string) => route(imports, setUp + statements);
  if (model.refusal === 'throws') {
    return [
      ['enforced', 'verified', at(`try {\n    await ${expression};\n  } catch {\n    ${refuse}\n  }`)],
      ['swallowed', 'unverified', at(`try {\n    await ${expression};\n  } catch (error) {\n    console.error(error);\n  }`)],
      ...(model.async ? [['not awaited', 'unverified', at(`${expression};`)] as const] : []),
    ];
  }
  const refused = refusedCondition(model.refusal);
  if (refused === undefined) return [];
  return [
    ['enforced', 'verified', at(`const result = await ${expression};\n  if (${refused}) ${refuse}`)],
    ['dropped', 'unverified', at(`await ${expression};`)],
  ];
}

/** Every entry of an adapter's tables in a route of its own. */
function casesOf(id: string, adapter: LibraryAdapter): readonly Case[] {
  const found: (readonly [what: string, verdict: Verdict, text: string])[] = [];
  for (const [path, model] of entries(adapter.verifiers)) {
    found.push(...verifierCases(path, model).map(([what, verdict, text]) => [`${path} ${what}`, verdict, text] as const));
  }
  for (const [path] of entries(adapter.effects).slice(0, sample)) {
    const { imports, expression } = callOf(path);
    found.push([`${path} before the check`, 'unverified', route(imports, `await ${expression};\n  ${guard}`)]);
    found.push([`${path} after the check`, 'verified', route(imports, `${guard}\n  await ${expression};`)]);
  }
  const begins = entries(adapter.effects).map(([path]) => `${path}()`);
  const alone = [...(adapter.logs ?? []), ...(adapter.harmless ?? [])].filter(
    (path) => !/#$|\*/.test(path) && !begins.some((begin) => path.startsWith(begin)),
  );
  for (const path of alone.slice(0, sample)) {
    const { imports, expression } = callOf(path);
    found.push([`${path} before the check`, 'verified', route(imports, `await ${expression};\n  ${guard}`)]);
  }
  return found.map(([what, verdict, text], index) => ({ file: `app/api/cron/${id}-${index}/route.ts`, text, verdict, what }));
}

function entries<T>(table: Readonly<Record<ApiPath, T>> | undefined): readonly (readonly [ApiPath, T])[] {
  return Object.entries(table ?? {}).flatMap(([path, value]) => (isPath(path) ? [[path, value] as const] : []));
}

function isPath(text: string): text is ApiPath {
  return text.includes('#');
}

describe('libraries', () => {
  for (const id of adapterFiles('libraries')) {
    it(id, async function () {
      this.timeout(60_000);
      const module: Record<string, LibraryAdapter> = await import(join(folderPath('libraries'), id));
      const adapter = module[exportName(id)];
      assert.ok(adapter);
      const cases = casesOf(id, adapter);
      const report = await analyze(Object.fromEntries(cases.map(({ file, text }) => [file, text])));
      const verdicts = new Map(report.endpoints.map(({ endpoint, verdict }) => [pathOf(endpoint.uri), verdict]));
      const wrong = cases
        .filter(({ file, verdict }) => verdicts.get(file) !== verdict)
        .map(({ file, verdict, what }) => `${what}: ${verdicts.get(file)} instead of ${verdict}`);
      assert.deepEqual(wrong, []);
    });
  }
});
