import type ts from 'typescript';
import { isProductionCode } from '../model/codeFiles';
import type { Uri } from '../model/source';
import type { Hook } from '../model/routers';
import { dirname } from '../project/paths';
import { awaited } from './await';
import { enter } from './call';
import { one, type Context } from './context';
import { externalCall } from './external';
import { exportedValue } from './modules';
import type { Frame, State } from './state';
import { findIn, undefinedValue, type ApiValue, type FunctionValue, type NativeValue, type RouterValue, type Value } from './value';

/** What a plugin is given and how it takes effect. */
export interface PluginCall {
  readonly plugin: Value;
  readonly options: Value | undefined;
  readonly node: ts.CallExpression;
  readonly state: State;
  readonly frame: Frame;
}

/** What the registry does with plugins. */
export interface Plugins {
  readonly unscoped: readonly string[];
  readonly hook: Hook | undefined;
  /** A router of its own for a plugin, mounted where the plugin is registered. */
  scope(plugin: FunctionValue, state: State): { readonly router: RouterValue; readonly state: State };
  /** Mounts a router that is a plugin. */
  mount(router: RouterValue, state: State): State;
  readonly own: RouterValue;
  addHook(value: Value, state: State): State;
}

/** Runs a plugin on a router: functions set up a scope of their own, wrapped ones the router's; those of libraries add their hook. */
export function runPlugin(context: Context, call: PluginCall, plugins: Plugins): readonly State[] {
  const { plugin, node, state, frame } = call;
  switch (plugin.kind) {
    case 'promise':
      return awaited(context, plugin.value, state, node, frame).flatMap((outcome) =>
        outcome.thrown ? [] : runPlugin(context, { ...call, plugin: outcome.value, state: outcome.state }, plugins),
      );
    case 'module':
      return (exportedValue(context, plugin.file, 'default', state) ?? []).flatMap((outcome) =>
        outcome.thrown ? [] : runPlugin(context, { ...call, plugin: outcome.value, state: outcome.state }, plugins),
      );
    case 'object': {
      const inner = plugin.fields.get('default') ?? plugin.fields.get('plugin') ?? plugin.fields.get('register');
      return inner ? runPlugin(context, { ...call, plugin: inner }, plugins) : [state];
    }
    case 'function': {
      const scope = plugins.scope(plugin, state);
      return run(context, plugin, scope.router, { ...call, state: scope.state });
    }
    case 'router':
      return [plugins.mount(plugin, state)];
    case 'array':
      return plugin.items.reduce<readonly State[]>(
        (states, item) => states.flatMap((before) => runPlugin(context, { ...call, plugin: item, state: before }, plugins)),
        [state],
      );
    case 'api':
      return ofLibrary(context, plugin, call, plugins);
    default:
      return [state];
  }
}

function ofLibrary(context: Context, plugin: ApiValue, call: PluginCall, plugins: Plugins): readonly State[] {
  const { options, node, state, frame } = call;
  const wrapped = plugin.pending[0] ?? findIn(plugin, (value): value is FunctionValue => value.kind === 'function', 2);
  if (wrapped && plugins.unscoped.some((path) => plugin.path === `${path}()`)) return run(context, wrapped, plugins.own, call);
  const { hook } = plugins;
  if (!hook || !options) return [state];
  const next: NativeValue = { kind: 'native', name: 'next', run: (inner) => one(undefinedValue, inner.state) };
  return externalCall(plugin, undefined, { context, args: [options, next], state, node, frame })
    .flatMap((outcome) => {
      const { value } = outcome;
      return value.kind === 'native' && value.name === 'middleware' ? [plugins.addHook(value, state)] : [state];
    })
    .slice(0, 1);
}

function run(context: Context, plugin: FunctionValue, router: RouterValue, call: PluginCall): readonly State[] {
  const { options, node, state, frame } = call;
  const done: NativeValue = { kind: 'native', name: 'done', run: (inner) => one(undefinedValue, inner.state) };
  const given: Value = options ?? { kind: 'object', fields: new Map(), open: true, type: undefined };
  const ends = enter(context, plugin, [router, given, done], state, node, frame).flatMap((outcome) =>
    outcome.thrown || (outcome.value.kind === 'promise' && outcome.value.rejects) ? [] : [outcome.state],
  );
  return ends.length > 0 ? ends : [state];
}

/** Files of hooks beside plugins, which are loaded in another way. */
const hooks = /(?:^|\/)(?:[_.]?auto_?hooks|_hooks)\b[^/]*$/i;

const loadedHooks = /(?:^|\/)[_.]?auto_?hooks\.[cm]?[jt]s$/i;

/** A file that an autoloading plugin registers. */
export interface Autoloaded {
  readonly file: ts.SourceFile;
  /** What its folders make. */
  readonly prefix: string;
  /** Files of hooks that are set up on its router first, outermost first. */
  readonly hooks: readonly ts.SourceFile[];
}

/** The files that an autoloading plugin registers: those of `dir`, with hooks of their folder (`autoHooks`) and of those around it (`cascadeHooks`). */
export function autoloaded(context: Context, options: Value | undefined, from: Uri): readonly Autoloaded[] {
  const optionOf = (name: string): Value | undefined => (options?.kind === 'object' ? options.fields.get(name) : undefined);
  const isOn = (name: string): boolean => {
    const value = optionOf(name);
    return value?.kind === 'literal' && value.value === true;
  };
  const directory = optionOf('dir');
  const folder = directory && folderOf(directory, from);
  if (folder === undefined) return [];
  const inside = [...context.program.snapshot.files]
    .filter((uri) => uri.startsWith(`${folder}/`) && isProductionCode(uri) && !hooks.test(uri))
    .sort();
  const around = isOn('autoHooks')
    ? [...context.program.snapshot.files].filter((uri) => uri.startsWith(`${folder}/`) && loadedHooks.test(uri)).sort()
    : [];
  const hooksFor = (home: Uri): readonly ts.SourceFile[] => {
    const own = around.filter((uri) => dirname(uri) === home || (isOn('cascadeHooks') && home.startsWith(`${dirname(uri)}/`)));
    // The nearest ones may take the place of those around them.
    const nearest = own.map(dirname).sort((a, b) => b.length - a.length)[0];
    const counting = isOn('overwriteHooks') ? own.filter((uri) => dirname(uri) === nearest) : own;
    return counting.flatMap((uri) => context.program.file(uri) ?? []);
  };
  const indexed = new Set(inside.filter((uri) => /\/index\.[mc]?[jt]sx?$/.test(uri)).map(dirname));
  return inside.flatMap((uri) => {
    const isIndex = /\/index\.[mc]?[jt]sx?$/.test(uri);
    // A folder with an index stands for itself: what else is in it is not loaded.
    if (!isIndex && indexed.has(dirname(uri))) return [];
    const file = context.program.file(uri);
    const prefix = dirname(uri).slice(folder.length).replaceAll('/_', '/:');
    return file ? [{ file, prefix, hooks: hooksFor(dirname(uri)) }] : [];
  });
}

/** The state after a file of hooks has set up a router. */
export function withHooks(context: Context, file: ts.SourceFile, router: RouterValue, call: Omit<PluginCall, 'plugin'>): State {
  const [exported] = exportedValue(context, file, 'default', call.state) ?? [];
  const found =
    exported && !exported.thrown ? findIn(exported.value, (value): value is FunctionValue => value.kind === 'function', 2) : undefined;
  const [end] = found ? run(context, found, router, { ...call, plugin: found, state: exported?.state ?? call.state }) : [];
  return end ?? call.state;
}

/** The folder that a path in code names: `join(__dirname, 'routes')`. */
function folderOf(value: Value, from: Uri): Uri | undefined {
  const parts = texts(value);
  if (parts.length === 0) return undefined;
  let folder: string = dirname(from);
  for (const segment of parts.join('/').split('/')) {
    if (segment === '..') folder = dirname(folder);
    else if (segment !== '' && segment !== '.') folder = `${folder}/${segment}`;
  }
  return folder;
}

function texts(value: Value): readonly string[] {
  if (value.kind === 'literal') return typeof value.value === 'string' ? [value.value] : [];
  if (value.kind === 'api') return (value.calls.at(-1)?.values ?? []).flatMap(texts);
  return value.kind === 'text' ? value.parts.flatMap(texts) : [];
}
