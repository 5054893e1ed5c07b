import type { CompanionContext } from '../../model/companion';
import type { Uri } from '../../model/source';

/** How the project's tests are named and where they are. */
interface Habit {
  /** `.test`, `.spec`, or empty where the folder tells. */
  readonly suffix: string;
  /** The folder of all tests; `undefined`: tests are beside what they test. */
  readonly folder: string | undefined;
  /** Tests beside what they test are in a folder of this name there. */
  readonly beside: string | undefined;
}

const testFile = /(?:^|\/)(?:(?:__tests__|tests?|spec)\/(?:.*\/)?[\w[\].-]+?|[\w[\].-]+?[.-](?:test|spec))\.[mc]?[jt]sx?$/;

const testFolder = /^(?:src\/)?(?:__tests__|tests?|spec)(?=\/)/;

/** Files in these frameworks' folders are routes, whatever they are called. */
const routesEveryFile = new Set([
  'next-pages',
  'nitro',
  'astro',
  'react-router',
  'solid-start',
  'tanstack-start',
  'vercel-functions',
  'netlify',
]);

/** Where a test of an endpoint goes, as the project's other tests are placed and named. */
export function placeOfTest(context: CompanionContext, handler: Uri): Uri {
  const { suffix, folder, beside } = habitOf(context);
  const extension = handler.slice(handler.lastIndexOf('.') + 1).replace(/x$/, '');
  const mustLeave = routesEveryFile.has(context.endpoint.framework);
  if (folder !== undefined || mustLeave) {
    return `${context.packageRoot}/${folder ?? 'test'}/${slugOf(context.endpoint.path)}${suffix}.${extension}`;
  }
  const parent = handler.slice(0, handler.lastIndexOf('/'));
  // Names that begin with a plus sign are SvelteKit's own.
  const stem = handler.slice(parent.length + 1, handler.lastIndexOf('.')).replace(/^\+/, '');
  return `${parent}/${beside === undefined ? '' : `${beside}/`}${stem}${suffix}.${extension}`;
}

function habitOf(context: CompanionContext): Habit {
  const suffixes: string[] = [];
  const folders: string[] = [];
  const besides: string[] = [];
  for (const uri of context.files()) {
    const path = uri.slice(context.packageRoot.length + 1);
    if (!testFile.test(path) || /(?:^|\/)(?:node_modules|dist|fixtures|e2e|\.next)\//.test(path) || path.endsWith('.d.ts')) continue;
    const folder = testFolder.exec(path)?.[0];
    const suffix = /[.-](?:test|spec)(?=\.[mc]?[jt]sx?$)/.exec(path)?.[0];
    // Beside tests in a folder of theirs there are files that help them.
    if (suffix === undefined && folder === undefined) continue;
    suffixes.push(suffix ?? '');
    folders.push(folder ?? '');
    besides.push(/(?:^|\/)(__tests__|tests?)\/[^/]+$/.exec(path)?.[1] ?? '');
  }
  const folder = mostCommon(folders) ?? '';
  const beside = mostCommon(besides) ?? '';
  const suffix = mostCommon(suffixes.filter((one) => one !== '')) ?? (suffixes.length > 0 ? '' : '.test');
  return { suffix, folder: folder === '' ? undefined : folder, beside: beside === '' ? undefined : beside };
}

function mostCommon(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/** `/api/cron/sessions/[id]` → `api-cron-sessions-id`. */
function slugOf(path: string): string {
  return path
    .replace(/[^\w/-]/g, '')
    .split('/')
    .filter(Boolean)
    .join('-');
}
