import type { Severity } from '../model/finding';
import type { RuleMeta } from '../model/rule';
import type { Uri } from '../model/source';
import { matchesGlob } from '../project/glob';
import { relative } from '../project/paths';
import type { Settings, SettingsScope } from './report';
import type { PartialSettings } from './settings';

/** Settings with those of a layer over them: entry by entry, rules rule by rule. */
export function applySettings(settings: Settings, layer: PartialSettings): Settings {
  return {
    profile: layer.profile ?? settings.profile,
    severity: { ...settings.severity, ...layer.rules },
    include: layer.include ?? settings.include,
    exclude: layer.exclude ?? settings.exclude,
    cron: layer.cron ?? settings.cron,
    everyEndpoint: layer.checkEveryEndpoint ?? settings.everyEndpoint,
    scopes: settings.scopes,
  };
}

/** How severe a rule's findings are; a rule that does not exist is off. */
export function severityOf(rule: string, meta: RuleMeta | undefined, settings: Settings): Severity | 'off' {
  return settings.severity[rule] ?? meta?.[settings.profile] ?? 'off';
}

/** Settings that were asked for, by the scopes that hold. */
const known = new WeakMap<Settings, Map<string, Settings>>();

/** The settings that hold for a file below one of the roots. */
export function settingsAt(settings: Settings, uri: Uri, root: Uri): Settings {
  if (settings.scopes.length === 0) return settings;
  const path = relative(root, uri) ?? uri;
  const holding = settings.scopes.filter(({ files }) => matchesGlob(files, path));
  if (holding.length === 0) return settings;
  const key = holding.map((scope) => settings.scopes.indexOf(scope)).join(' ');
  const answers = known.get(settings) ?? new Map<string, Settings>();
  known.set(settings, answers);
  const answer = answers.get(key) ?? holding.reduce((outer, scope) => applySettings(outer, scope.settings), settings);
  answers.set(key, answer);
  return answer;
}

/**
 * What the configuration file of a folder sets there and in its `overrides`; the folder is given relative to the root, and is empty for the
 * root itself.
 */
export function scopesOf(folder: string, settings: PartialSettings): readonly SettingsScope[] {
  const { overrides = [], ...own } = settings;
  const below = (globs: readonly string[]): readonly string[] => globs.map((glob) => prefixed(folder, glob));
  const whole: SettingsScope = {
    files: below(['**']),
    settings: {
      ...own,
      ...(own.include === undefined ? {} : { include: below(own.include) }),
      ...(own.exclude === undefined ? {} : { exclude: below(own.exclude) }),
    },
  };
  return [whole, ...overrides.map(({ files, ...over }) => ({ files: below(files), settings: over }))];
}

/** A glob that is relative to a folder, relative to the root; characters of the folder's name mean themselves. */
function prefixed(folder: string, glob: string): string {
  if (folder === '') return glob;
  const escaped = folder.replace(/[\\*?[\]{}()!+@|^$]/g, '\\$&');
  return /^!(?!\()/.test(glob) ? `!${escaped}/${glob.slice(1)}` : `${escaped}/${glob}`;
}
