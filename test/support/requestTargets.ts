import type { Endpoint } from '../../server/src/model/endpoint';
import { canonicalPath } from '../../server/src/project/routePath';
import type { Texts } from './workspace';

/** What stands for a dynamic segment in a request. */
const value = 'x1';

/**
 * Paths to ask a server for: each claimed one, what is above and below it, whatever can be put together of two texts in the application's
 * code, whole paths that any of its files holds, and parts of its files' paths, so that routes which nobody claims are found, too.
 */
export function samplesOf(texts: Texts, claims: readonly Endpoint[]): readonly string[] {
  const written = Object.entries(texts)
    .filter(([path]) => path.startsWith('routes'))
    .flatMap(([, text]) => [...text.matchAll(/(?<=[([\s,])'([\w/:*{}.?[\]-]*)'(?=[,)\]\s])/g)].map(([, written = '']) => `/${written}`));
  const parts = [...new Set(['/', ...written].flatMap((path) => filled(canonicalPath(path))))];
  const claimed = claims.flatMap(({ path }) => filled(path));
  const around = claimed.flatMap((path) => [path, path.replace(/\/[^/]*$/, ''), `${path}/below`]);
  const files = Object.keys(texts).flatMap(partsOf);
  const whole = Object.entries(texts)
    .filter(([path]) => path !== 'start.ts')
    .flatMap(([, text]) => text.match(/(?<=[\s'"])\/(?!.*cron)[a-z][\w/]*(?=[\s'",])/g) ?? []);
  const all = [...around, ...files, ...whole, ...parts.flatMap((first) => parts.map((second) => `${first}${second}`))];
  return [...new Set(all.map((path) => path.replace(/\/+/g, '/').replace(/(?<=.)\/$/, '') || '/'))].toSorted();
}

/** What parts of a file's path may be routed as, as far as they have nothing but letters and are no guarded ones. */
function partsOf(file: string): readonly string[] {
  const segments = file.replace(/\.[^/]*$/, '').split('/');
  const parts = segments.flatMap((_, start) =>
    segments.slice(start).map((_, length) => `/${segments.slice(start, start + length + 1).join('/')}`),
  );
  return parts.filter((path) => /^[\w/]*$/.test(path) && !path.includes('cron'));
}

/** The paths that a canonical route path stands for: without and with its optional segments. */
function filled(path: string): readonly string[] {
  const full = path.replace(/\[+(\.{3})?[^\]]*\]+/g, (_, rest?: string) => (rest ? `${value}/${value}` : value));
  const least = path.replace(/\/\[\[[^\]]*\]\]$/, '');
  return least === path ? [full] : [full, ...filled(least === '' ? '/' : least)];
}

/** Whether a claimed endpoint serves a request. */
export function isServed({ path, methods }: Endpoint, method: string, target: string): boolean {
  const pattern = path.replace(/\/\[\[\.{3}[^\]]*\]\]|\/\[\.{3}[^\]]*\]|\/\[\[[^\]]*\]\]|\[[^\]]*\]/g, (segment) => {
    if (segment.startsWith('/[[...')) return '(?:/.*)?';
    if (segment.startsWith('/[...')) return '/.+';
    return segment.startsWith('/[[') ? '(?:/[^/]+)?' : '[^/]+';
  });
  return (methods.length === 0 || methods.some((one) => one === method)) && new RegExp(`^${pattern}$`).test(target);
}

/** Other spellings of a path that a server may take for the same. */
export function spellingsOf(path: string): readonly string[] {
  return [
    path.replace(/[a-z](?=[^/]*$)/, percentEncoded),
    path.replace(/[a-z]/, percentEncoded),
    path.toUpperCase(),
    `/${path}`,
    path.replace(/(?<=.)\//, '//'),
    `${path}/`,
    `${path}?x`,
    path.replace(/(?<=.)\//, '/./'),
    path.replace(/(?<=.)\//, '/x/../'),
    path.replace(/(?<=.)\//, '/x/%2e%2e/'),
  ];
}

function percentEncoded(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`;
}
