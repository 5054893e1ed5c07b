import type { ManifestProblem } from '../model/adapters';
import type { SourceText, Uri } from '../model/source';
import { dirname, relative } from '../project/paths';
import { defaultSettings, type Settings, type SettingsScope } from './report';
import { applySettings, scopesOf } from './scopes';
import type { SessionOptions, SnapshotSource } from './session';
import type { PartialSettings } from './settings';

/** The configuration file: in the root of a workspace folder for all of it, in a folder below for what is there. */
const configurationFile = 'zero-trust-cron.json';

/** The settings of a folder with those of its configuration files; the schema is loaded only when there is one. */
export function createConfiguration(source: SnapshotSource) {
  const known = new Map<
    Uri,
    { readonly version: string; readonly settings: PartialSettings; readonly problems: readonly ManifestProblem[] }
  >();
  return async (options: SessionOptions): Promise<{ readonly settings: Settings; readonly problems: readonly ManifestProblem[] }> => {
    const files: SourceText[] = [];
    for (const uri of configurationFiles(source, options)) files.push((await loadText(source, uri)) ?? { uri, version: '', text: '{}' });
    const { below = {}, above = {} } = options;
    if (files.length === 0 && options.below === undefined && options.above === undefined)
      return { settings: defaultSettings, problems: [] };
    const { mergeSettings, readSettings } = await import('./settings');
    const scopes: SettingsScope[] = [];
    const problems: ManifestProblem[] = [];
    for (const file of files) {
      const read = known.get(file.uri);
      const now = read?.version === file.version ? read : { version: file.version, ...readSettings(file, new Set(options.rules.keys())) };
      known.set(file.uri, now);
      scopes.push(...scopesOf(file.uri === options.configuration ? '' : (relative(source.root, dirname(file.uri)) ?? ''), now.settings));
      problems.push(...now.problems);
    }
    return { settings: inOne(mergeSettings(below), scopes, above), problems };
  };
}

/** Layers as settings and scopes; what is for all files needs no scope as long as nothing stands before it that does. */
function inOne(below: Settings, scopes: readonly SettingsScope[], above: PartialSettings): Settings {
  const [first, ...others] = scopes;
  const base = first?.files.includes('**') ? applySettings(below, first.settings) : below;
  const rest = base === below ? scopes : others;
  if (rest.length === 0) return applySettings(base, above);
  return { ...base, scopes: [...rest, { files: ['**'], settings: above }] };
}

/** Whether a file is a configuration file by its name. */
export function isConfigurationFile(uri: Uri): boolean {
  return uri.endsWith(`/${configurationFile}`);
}

/** The configuration files of a folder, those that win last; one that was asked for is the only one. */
function configurationFiles(source: SnapshotSource, options: SessionOptions): readonly Uri[] {
  if (options.configuration !== undefined) return [options.configuration];
  return [...source.snapshot().files].filter(isConfigurationFile).toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}

function depth(uri: Uri): number {
  return uri.split('/').length;
}

/** The text of a file, also where files can only be read by waiting. */
export async function loadText(source: SnapshotSource, uri: Uri): Promise<SourceText | undefined> {
  const text = source.read(uri);
  if (text !== undefined || source.missing.length === 0) return text;
  await source.load([uri]);
  return source.read(uri);
}
