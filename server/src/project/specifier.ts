import { escapeRegExp } from './pathPattern';

const builtins = new Set(
  (
    'assert async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns domain events fs http http2 https ' +
    'inspector module net os path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls trace_events tty ' +
    'url util v8 vm wasi worker_threads zlib'
  ).split(' '),
);

/** Packages that another registry knows by another name. */
const renamed: Readonly<Record<string, string>> = { '@hono/hono': 'hono' };

/** Whether a specifier names a module that comes with Node.js: it is always there. */
export function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtins.has(splitPackage(specifier).name);
}

/** Whether a specifier names a file by its place. */
export function isRelative(specifier: string): boolean {
  return specifier === '.' || specifier === '..' || specifier.startsWith('./') || specifier.startsWith('../') || specifier.startsWith('/');
}

/** Splits a bare specifier into package name and subpath (`''` or without a leading slash). */
export function splitPackage(specifier: string): { readonly name: string; readonly subpath: string } {
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  return { name: parts.slice(0, length).join('/'), subpath: parts.slice(length).join('/') };
}

/** One name for one package however it is addressed: registry prefixes, CDN addresses, versions and a subpath's `.js` are dropped. */
export function normalizePackage(specifier: string): string {
  if (/^https?:/.test(specifier)) return fromAddress(specifier);
  // Modules that a framework makes up: `#imports`.
  if (specifier.startsWith('#')) return `virtual:${specifier.slice(1)}`;
  const bare = specifier.replace(/^(?:npm|jsr):\/?/, '').replace(/\?.*$/, '');
  const { name, subpath } = splitPackage(bare);
  if (builtins.has(name)) return `node:${bare}`;
  const own = unversioned(name);
  return withSubpath(renamed[own] ?? own, subpath.replace(/\.[mc]?js$/, ''));
}

/** `https://esm.sh/v135/@scope/x@1.2/sub.js?target=deno` is `@scope/x/sub`; Deno's own modules are `@std/…` and their last folder's name. */
function fromAddress(address: string): string {
  const [, host = '', rest = ''] = /^https?:\/\/([^/]+)\/([^?#]*)/.exec(address) ?? [];
  const path = rest.replace(/^(?:npm\/|jsr\/|gh\/|v\d+\/|stable\/|x\/|pin\/)+/, '');
  const std = /^std(?:@[^/]*)?\/(.*)$/.exec(path);
  if (host === 'deno.land' && std) return withSubpath('@std', (std[1] ?? '').replace(/\.[jt]sx?$/, ''));
  const { name, subpath } = splitPackage(path);
  const module = subpath.replace(/\.[mc]?[jt]sx?$/, '').replace(/^(?:mod|index|src\/(?:mod|index)|es\d+\/.*|\+esm)$/, '');
  return withSubpath(unversioned(name), module);
}

function unversioned(name: string): string {
  const at = name.indexOf('@', 1);
  return at < 0 ? name : name.slice(0, at);
}

function withSubpath(name: string, subpath: string): string {
  return subpath === '' ? name : `${name}/${subpath}`;
}

/** Finds imports of some modules in a text. */
export function importPattern(modules: readonly string[]): RegExp {
  return new RegExp(`['"](?:${modules.map(escapeRegExp).join('|')})['"]`);
}
