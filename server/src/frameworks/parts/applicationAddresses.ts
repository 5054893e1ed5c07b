import type { AddressConvention, Addresses, Rewrite } from '../../model/addresses';
import type { SourceText } from '../../model/source';
import { joinPaths } from '../../project/joinPaths';
import { readJson } from '../../project/json';
import { literalTrees, memberTrees, methodArguments, parseCode } from '../../project/literal';
import { writtenRewrites } from '../../project/rewrites';
import { readToml } from '../../project/toml';
import { type Tree, at, items, text } from '../../project/tree';

const nothing: Addresses = { base: '', rewrites: [] };

/** `basePath` and `rewrites()` of Next.js. Both sides of a rewrite are below the base path. */
export const nextAddresses: AddressConvention = {
  files: ['next.config.ts', 'next.config.mts', 'next.config.js', 'next.config.mjs', 'next.config.cjs'],
  read(source) {
    if (!/\b(?:basePath|rewrites)\b/.test(source.text)) return nothing;
    const file = parseCode(source);
    const base = literalTrees(file).flatMap((tree) => text(at(tree, 'basePath')) ?? [])[0] ?? '';
    const isKnown = base.startsWith('/') && !base.includes('${');
    return {
      base: isKnown ? base : '',
      rewrites: memberTrees(file, 'rewrites').flatMap((tree) => writtenRewrites(tree, isKnown ? base : '')),
    };
  },
};

/** `app.baseURL` of Nuxt and `baseURL` of Nitro. */
export const nitroAddresses: readonly AddressConvention[] = [
  baseIn(configs('nuxt.config'), ['app', 'baseURL']),
  baseIn(configs('nitro.config'), ['baseURL']),
];

/** `base` of Astro. */
export const astroAddresses = baseIn(configs('astro.config'), ['base']);

/** `paths.base` of SvelteKit. */
export const svelteAddresses = baseIn(configs('svelte.config'), ['kit', 'paths', 'base']);

function configs(name: string): readonly string[] {
  return ['ts', 'mts', 'js', 'mjs', 'cjs'].map((extension) => `${name}.${extension}`);
}

/** A configuration whose literal at a path of properties precedes the paths of all routes. */
function baseIn(files: readonly string[], path: readonly string[]): AddressConvention {
  const last = path.at(-1) ?? '';
  return {
    files,
    read(source) {
      if (!source.text.includes(last)) return nothing;
      const base = literalTrees(parseCode(source)).flatMap((tree) => text(at(tree, ...path)) ?? [])[0] ?? '';
      return base === '' || /\$\{|^\.|:/.test(base) ? nothing : { base: joinPaths(base, '').replace(/^\/$/, ''), rewrites: [] };
    },
  };
}

/** `rewrites` and `routes` of a project on Vercel. */
export const vercelAddresses: AddressConvention = {
  files: ['vercel.json', 'vercel.ts', 'vercel.mts', 'vercel.js', 'vercel.mjs'],
  read(source) {
    if (!/rewrite|"?routes\b/.test(source.text)) return nothing;
    if (source.uri.endsWith('.json')) return { base: '', rewrites: readJson(source).documents.flatMap(vercelRewrites) };
    const file = parseCode(source);
    const called = methodArguments(file, 'rewrite').flatMap(([from, to]) => pair(text(from), text(to)));
    return { base: '', rewrites: [...literalTrees(file).flatMap(vercelRewrites), ...called] };
  },
};

function vercelRewrites(config: Tree): readonly Rewrite[] {
  const routes = items(at(config, 'routes')).flatMap((route): readonly Rewrite[] => {
    const source = text(at(route, 'src'));
    const destination = text(at(route, 'dest'));
    if (source === undefined || destination === undefined || text(at(route, 'status'))?.startsWith('3')) return [];
    // Routes may name the file of a function.
    return [{ source, grammar: 'expression', destination: destination.replace(/^(?!\w+:|\/)/, '/').replace(/\.[cm]?[jt]s(?=$|\?)/, '') }];
  });
  return [...writtenRewrites(at(config, 'rewrites')), ...routes];
}

/** Redirects of Netlify that are answered as if they were none. */
export const netlifyAddresses: readonly AddressConvention[] = [
  {
    files: ['netlify.toml'],
    read: (source) => ({
      base: '',
      rewrites: source.text.includes('redirects')
        ? readToml(source).documents.flatMap((document) =>
            items(at(document, 'redirects')).flatMap((redirect) =>
              text(at(redirect, 'status')) === '200' ? starred(text(at(redirect, 'from')), text(at(redirect, 'to'))) : [],
            ),
          )
        : [],
    }),
  },
  { files: ['_redirects', 'public/_redirects', 'static/_redirects'], read: redirectLines },
];

/** `/from /to 200`, one a line. */
function redirectLines({ text: written }: SourceText): Addresses {
  const rewrites = written.split('\n').flatMap((line) => {
    const [from, ...rest] = line.trim().split(/\s+/);
    const at = rest.findIndex((word) => /^200!?$/.test(word));
    return at < 1 || from?.startsWith('#') ? [] : starred(from, rest[at - 1]);
  });
  return { base: '', rewrites };
}

/** A star at the end stands for whatever follows, and is called `:splat`. */
function starred(from: string | undefined, to: string | undefined): readonly Rewrite[] {
  return pair(from?.replace(/\/\*$/, '/:splat*'), to);
}

/** `rewrites` of Firebase Hosting that lead to functions. */
export const firebaseAddresses: AddressConvention = {
  files: ['firebase.json'],
  read(source) {
    const hosting = readJson(source).documents.map((document) => at(document, 'hosting'));
    const sites = hosting.flatMap((site) => (items(site).length > 0 ? items(site) : (site ?? [])));
    const rewrites = sites
      .flatMap((site) => items(at(site, 'rewrites')))
      .flatMap((rewrite) => {
        const name = text(at(rewrite, 'function')) ?? text(at(rewrite, 'function', 'functionId'));
        const from = text(at(rewrite, 'source'))
          ?.replace(/\*\*/g, '(.*)')
          .replace(/(?<!\.)\*/g, '([^/]*)');
        return pair(from, name === undefined ? undefined : `/${name}`);
      });
    return { base: '', rewrites };
  },
};

function pair(source: string | undefined, destination: string | undefined): readonly Rewrite[] {
  return source === undefined || destination === undefined ? [] : [{ source, grammar: 'path', destination }];
}
