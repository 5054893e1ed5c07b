import type { SchedulerAdapter, Schedule } from '../model/adapters';
import { namesCron } from '../discovery/cronNames';
import { servesPath } from '../discovery/targets';
import type { RouteFile } from '../discovery/fileEndpoints';
import type { Uri } from '../model/source';
import { matchesGlob } from '../project/glob';
import type { Program } from '../project/program';
import type { Settings } from './report';

/** Tells without parsing which route files may hold cron endpoints. */
export interface Candidates {
  /** Whether a route file is worth following. */
  includes(route: RouteFile, schedules: readonly Schedule[], settings: Settings): boolean;
}

/** Words of which one stands in every file that checks a scheduler; the adapters' own names are added. */
const words = ['cron', 'schedul'];

const specifiers = /(?:from|import|require)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Makes the test for a program; answers about helper files are shared by all routes. */
export function createCandidates(program: Program, schedulers: readonly SchedulerAdapter[]): Candidates {
  const quick = new RegExp([...words, ...schedulers.flatMap(namesOf).map(escape)].join('|'), 'i');
  const helpers = new Map<Uri, boolean>();
  const mentions = (uri: Uri, depth: number): boolean => {
    const text = program.text(uri);
    if (text === undefined) return false;
    if (quick.test(text)) return true;
    return depth > 0 && importsOf(text).some((specifier) => helper(specifier, uri, depth - 1));
  };
  const helper = (specifier: string, from: Uri, depth: number): boolean => {
    const resolved = program.resolve(specifier, from);
    if (resolved.kind !== 'file') return false;
    const known = helpers.get(resolved.uri);
    if (known !== undefined) return known;
    helpers.set(resolved.uri, false);
    const text = program.text(resolved.uri) ?? '';
    // A barrel says nothing itself; what it passes on does.
    const found = proves(text, schedulers) || (depth > 0 && /^\s*export\s[^;]*\sfrom\s/m.test(text) && importsOf(text).some((inner) => helper(inner, resolved.uri, depth - 1)));
    helpers.set(resolved.uri, found);
    return found;
  };
  return {
    includes: (route, schedules, settings) =>
      settings.everyEndpoint ||
      namesCron(route.path) ||
      matchesGlob(settings.cron, route.path) ||
      schedules.some((schedule) => servesPath(route.path, schedule) !== undefined || schedule.file !== undefined) ||
      mentions(route.uri, 2),
  };
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(specifiers)].map((match) => match[1] ?? '').filter((specifier) => /^[.@~#$/]|^src\//.test(specifier));
}

function namesOf(scheduler: SchedulerAdapter): readonly string[] {
  return [...scheduler.claims, ...scheduler.credentials, ...(scheduler.apis ?? []).map((path) => path.slice(0, path.indexOf('#')).replace(/\/\*$/, ''))].filter(
    (name) => name.length > 4 && name !== 'authorization' && name !== 'user-agent',
  );
}

/** Whether a helper's text reads what belongs to a scheduler. */
function proves(text: string, schedulers: readonly SchedulerAdapter[]): boolean {
  if (!/cron|qstash|schedul|inngest|upstash|svix|[A-Z]_(SECRET|KEY|TOKEN)/.test(text) && !/x-[a-z-]+/.test(text)) return false;
  const lower = text.toLowerCase();
  if (schedulers.some((scheduler) => namesOf(scheduler).some((name) => lower.includes(name)))) return true;
  const variables = new Set(text.match(/\b[A-Z][A-Z0-9]*_[A-Z0-9_]+\b/g) ?? []);
  return schedulers.some(({ variables: pattern }) => pattern && [...variables].some((name) => pattern.test(name)));
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
