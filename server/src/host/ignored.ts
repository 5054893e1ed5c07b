import ignore, { type Ignore } from 'ignore';

/** Folders that never hold a project's own code, wherever they are. */
const foreign: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '.yarn',
  '.pnpm-store',
  '.venv',
  '__pycache__',
  '.git',
  '.hg',
  '.svn',
  '.jj',
  '.next',
  '.nuxt',
  '.output',
  '.nitro',
  '.svelte-kit',
  '.astro',
  '.turbo',
  '.vercel',
  '.netlify',
  '.wrangler',
  '.serverless',
  '.open-next',
  '.sst',
  '.cache',
  '.parcel-cache',
  '.nyc_output',
  '.vscode-test',
  '.terraform',
  '.docusaurus',
  '.expo',
  '.angular',
  '.vinxi',
  '.tanstack',
  '.react-router',
  // Copies that editors and tools keep of the code beside them.
  '.history',
  '.lh',
  '.local-history',
  '.backup',
  '.backups',
  '.bak',
  '.trash',
  '.worktree',
  '.worktrees',
  '.claude',
]);

/** Folders that tools write to when they stand beside a `package.json`; elsewhere (`app/api/build`) they are code. */
const output: ReadonlySet<string> = new Set(['dist', 'build', 'out', 'coverage', 'lib-cov', 'storybook-static', 'cdk.out']);

/** Whether a folder is left out by its name alone. */
export function isForeignFolder(name: string, besidePackage: boolean): boolean {
  return foreign.has(name) || (besidePackage && output.has(name));
}

/** The `.gitignore` files that apply to one folder: each with the folder that holds it. */
export interface IgnoreScope {
  readonly outer: IgnoreScope | undefined;
  /** Ends in a slash. */
  readonly base: string;
  readonly rules: Ignore;
}

/** The scope of a folder that holds a `.gitignore`. */
export function ignoreScope(outer: IgnoreScope | undefined, base: string, text: string): IgnoreScope {
  return { outer, base, rules: ignore().add(text) };
}

/** Whether a path below the scopes is ignored; folders end in a slash. The innermost file that has an opinion decides, as in git. */
export function isIgnored(scope: IgnoreScope | undefined, path: string): boolean {
  for (let at = scope; at !== undefined; at = at.outer) {
    // A path's parents were asked for before it, so only its own name is in question; `ignore` remembers them.
    const verdict = at.rules.test(path.slice(at.base.length));
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
