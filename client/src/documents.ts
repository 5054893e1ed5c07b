import { workspace, type DocumentSelector } from 'vscode';

const sourceLanguages = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact'];

/** Files that declare schedules or decide access beside the code. */
const manifests = '**/{vercel,netlify,wrangler,package,tsconfig,zero-trust-cron,serverless,template,cron}.{json,jsonc,yml,yaml,toml}';

/** Documents of the workspace's own file systems; the old versions that source control shows have schemes of their own. */
export function documentSelector() {
  const schemes = new Set(['file', 'untitled', ...(workspace.workspaceFolders ?? []).map((folder) => folder.uri.scheme)]);
  return [...schemes].flatMap((scheme) => [
    ...sourceLanguages.map((language) => ({ scheme, language })),
    { scheme, pattern: manifests },
    { scheme, pattern: '**/.github/workflows/*.{yml,yaml}' },
  ]) satisfies DocumentSelector;
}
