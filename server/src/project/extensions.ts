import type { Uri } from '../model/source';
import type { Consultation } from './consultation';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.vue', '.svelte', '.astro'] as const;

/** What a written extension may stand for in source. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.jsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

/** The file a path without certain extension means: the file, its source, the path with an extension, or a folder's index. */
export function findFile(path: Uri, files: Consultation): Uri | undefined {
  if (hasExtension(path) && files.has(path)) return path;
  const extension = /\.[mc]?jsx?$/.exec(path)?.[0];
  if (extension !== undefined) {
    const stem = path.slice(0, -extension.length);
    const source = sources[extension]?.map((ext) => stem + ext).find((uri) => files.has(uri));
    if (source !== undefined) return source;
  }
  return withExtension(path, files) ?? withExtension(`${path}/index`, files);
}

/** The same for a path of build output: also looks where its source usually is. */
export function findSource(path: Uri, folder: Uri, files: Consultation): Uri | undefined {
  const direct = /\.d\.[mc]?ts$/.test(path) ? undefined : findFile(path, files);
  if (direct !== undefined) return direct;
  const below = path.slice(folder.length + 1).replace(/(?:\.d)?\.[mc]?[jt]sx?$/, '');
  const stem = below.replace(/^(?:(?:dist|build|lib|out|output|esm|cjs|es|types|_esm|_cjs|\.output)\/)+/, '');
  for (const candidate of new Set([
    `${folder}/${below}`,
    `${folder}/src/${stem}`,
    `${folder}/${stem}`,
    `${folder}/src/${stem.replace(/^src\//, '')}`,
  ])) {
    const found = findFile(candidate, files);
    if (found !== undefined) return found;
  }
  return undefined;
}

function withExtension(stem: Uri, files: Consultation): Uri | undefined {
  return extensions.map((extension) => stem + extension).find((uri) => files.has(uri));
}

function hasExtension(path: Uri): boolean {
  return path.lastIndexOf('.') > path.lastIndexOf('/') + 1;
}
