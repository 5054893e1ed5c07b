import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import * as v from 'valibot';
import type { ManifestProblem } from '../model/adapters';
import type { SourceText } from '../model/source';
import { directiveRule } from './help';
import { defaultSettings, type Settings } from './report';
import { applySettings } from './scopes';
import { isRecord } from '../project/record';

const severity = v.picklist(['error', 'warning', 'information', 'off']);
const globs = v.array(v.pipe(v.string(), v.nonEmpty()));

/** What can be configured, in the file and in the editor's `zeroTrustCron` section alike. */
const entries = {
  profile: v.picklist(['recommended', 'strict']),
  rules: v.record(v.string(), severity),
  include: globs,
  exclude: globs,
  cron: globs,
  checkEveryEndpoint: v.boolean(),
};

/** What can be different for some files. */
const overridable: ReadonlySet<string> = new Set(['profile', 'rules', 'cron', 'checkEveryEndpoint']);

/** What each entry must be, in words. */
const expected: Readonly<Record<string, string>> = {
  profile: '"recommended" or "strict"',
  rules: 'an object of rule names with "error", "warning", "information" or "off"',
  include: 'a list of globs',
  exclude: 'a list of globs',
  cron: 'a list of globs',
  checkEveryEndpoint: 'true or false',
  files: 'a list of globs with at least one',
};

/** Values that were given and are right; what is absent keeps its default. */
export interface PartialSettings {
  readonly profile?: 'recommended' | 'strict';
  readonly rules?: Readonly<Record<string, 'error' | 'warning' | 'information' | 'off'>>;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly cron?: readonly string[];
  readonly checkEveryEndpoint?: boolean;
  /** Only of configuration files; later ones win. */
  readonly overrides?: readonly SettingsOverride[];
}

/** What differs for the files that match one of the globs, which are relative to the folder of the configuration file. */
export interface SettingsOverride extends Omit<PartialSettings, 'include' | 'exclude' | 'overrides'> {
  readonly files: readonly string[];
}

/** A wrong value: where it is, as keys from the top, and what is wrong. */
export interface SettingsProblem {
  readonly path: readonly (string | number)[];
  /** Whether the name is wrong, not the value. */
  readonly atName: boolean;
  readonly message: string;
}

/** Keeps every right value of a configuration and says what is wrong with the others. */
export function checkSettings(
  value: unknown,
  ruleIds: ReadonlySet<string>,
): { readonly settings: PartialSettings; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  if (!isRecord(value)) return { settings: {}, problems: [{ path: [], atName: false, message: 'The configuration must be an object.' }] };
  const settings: PartialSettings = {
    ...entry('profile', entries.profile, value, problems),
    ...rulesEntry(value, ruleIds, problems),
    ...entry('include', entries.include, value, problems),
    ...entry('exclude', entries.exclude, value, problems),
    ...entry('cron', entries.cron, value, problems),
    ...entry('checkEveryEndpoint', entries.checkEveryEndpoint, value, problems),
    ...overridesEntry(value, ruleIds, problems),
  };
  for (const name of Object.keys(value)) {
    if (name !== '$schema' && name !== 'overrides' && !(name in entries))
      problems.push({ path: [name], atName: true, message: `There is no setting "${name}".` });
  }
  return { settings, problems };
}

function overridesEntry(
  value: Readonly<Record<string, unknown>>,
  ruleIds: ReadonlySet<string>,
  problems: SettingsProblem[],
): Pick<PartialSettings, 'overrides'> {
  const given = value['overrides'];
  if (given === undefined || given === null) return {};
  const all: readonly unknown[] = Array.isArray(given) ? given : [];
  if (!Array.isArray(given))
    problems.push({ path: ['overrides'], atName: false, message: `"overrides" must be a list, not ${describe(given)}.` });
  return { overrides: all.flatMap((one, index) => override(one, ruleIds, ['overrides', index], problems) ?? []) };
}

/** One element of `overrides`; without files that it is for it means nothing. */
function override(
  value: unknown,
  ruleIds: ReadonlySet<string>,
  path: readonly (string | number)[],
  problems: SettingsProblem[],
): SettingsOverride | undefined {
  if (!isRecord(value)) {
    problems.push({ path, atName: false, message: `An override must be an object, not ${describe(value)}.` });
    return undefined;
  }
  const own: SettingsProblem[] = [];
  const { files } = entry('files', v.pipe(globs, v.minLength(1)), value, own);
  if (value['files'] === undefined) own.push({ path: [], atName: false, message: 'An override must name its "files".' });
  const checked = checkSettings(Object.fromEntries(Object.entries(value).filter(([name]) => overridable.has(name))), ruleIds);
  for (const name of Object.keys(value)) {
    if (name !== 'files' && !overridable.has(name))
      own.push({ path: [name], atName: true, message: `There is no setting "${name}" in an override.` });
  }
  problems.push(...[...own, ...checked.problems].map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
  return files === undefined ? undefined : { ...checked.settings, files };
}

/** Reads a configuration file; wrong values are reported where they stand and keep their defaults, the others count. */
export function readSettings(
  source: SourceText,
  ruleIds: ReadonlySet<string>,
): { readonly settings: PartialSettings; readonly problems: readonly ManifestProblem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(source.text, errors, { allowTrailingComma: true });
  const problems = errors.map((error) => ({
    span: { uri: source.uri, start: error.offset, end: error.offset + error.length },
    message: `The configuration is not valid JSON: ${words(printParseErrorCode(error.error))}.`,
  }));
  if (tree === undefined) return { settings: {}, problems };
  const checked = checkSettings(valueOf(tree), ruleIds);
  return { settings: checked.settings, problems: [...problems, ...checked.problems.map((problem) => place(problem, tree, source))] };
}

/** Later settings win entry by entry, rules rule by rule; so a project's file wins over one developer's editor. */
export function mergeSettings(...layers: readonly PartialSettings[]): Settings {
  return layers.reduce<Settings>(applySettings, defaultSettings);
}

function entry<Name extends string, Output>(
  name: Name,
  schema: v.GenericSchema<unknown, Output>,
  value: Readonly<Record<string, unknown>>,
  problems: SettingsProblem[],
): { readonly [Key in Name]?: Output } {
  const given = value[name];
  if (given === undefined || given === null) return {};
  const result = v.safeParse(schema, given);
  if (!result.success) {
    const path = result.issues[0].path?.map((item) => (typeof item.key === 'number' ? item.key : String(item.key))) ?? [];
    problems.push({
      path: [name, ...path],
      atName: false,
      message: `"${name}" must be ${expected[name] ?? 'something else'}, not ${describe(result.issues[0].input)}.`,
    });
    return {};
  }
  const parsed: { [Key in Name]?: Output } = {};
  parsed[name] = result.output;
  return parsed;
}

function rulesEntry(
  value: Readonly<Record<string, unknown>>,
  ruleIds: ReadonlySet<string>,
  problems: SettingsProblem[],
): Pick<PartialSettings, 'rules'> {
  const given = value['rules'];
  if (given === undefined || given === null) return {};
  if (!isRecord(given)) {
    problems.push({
      path: ['rules'],
      atName: false,
      message: `"rules" must be ${expected['rules'] ?? 'an object'}, not ${describe(given)}.`,
    });
    return {};
  }
  const rules: Record<string, 'error' | 'warning' | 'information' | 'off'> = {};
  for (const [id, level] of Object.entries(given)) {
    const parsed = v.safeParse(severity, level);
    if (!ruleIds.has(id) && id !== directiveRule)
      problems.push({ path: ['rules', id], atName: true, message: `There is no rule "${id}".` });
    else if (parsed.success) rules[id] = parsed.output;
    else
      problems.push({
        path: ['rules', id],
        atName: false,
        message: `"${id}" must be "error", "warning", "information" or "off", not ${describe(level)}.`,
      });
  }
  return { rules };
}

function place(problem: SettingsProblem, tree: Node, source: SourceText): ManifestProblem {
  const value = findNodeAtLocation(tree, [...problem.path]) ?? tree;
  const node = problem.atName ? (value.parent?.children?.[0] ?? value) : value;
  return { span: { uri: source.uri, start: node.offset, end: node.offset + node.length }, message: problem.message };
}

function valueOf(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(valueOf);
  if (node.type !== 'object') return node.value;
  const members = (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    return key === undefined || value === undefined ? [] : [[String(key.value), valueOf(value)] as const];
  });
  return Object.fromEntries(members);
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return JSON.stringify(value) ?? 'nothing';
}

function words(code: string): string {
  return code.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).toLowerCase();
}
