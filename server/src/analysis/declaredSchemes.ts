import type { ConfiguredApplication, GateModel } from '../model/declaredRoutes';
import type { Uri } from '../model/source';
import { jsonValue } from '../project/json';
import { ancestors, dirname } from '../project/paths';
import { isRecord } from '../project/record';
import { awaited } from './await';
import { invoke } from './call';
import { firstValue, one, then, type Context } from './context';
import type { DeclaredMethod, Gate } from './declaredControllers';
import type { DeclaredApplication } from './declaredSetUp';
import type { Applied } from './decorators';
import { exportedValue } from './modules';
import { anyOf } from './registering';
import type { State } from './state';
import { literal, undefinedValue, unknown, type NativeCall, type NativeValue, type Outcome, type Value } from './value';

/** What a file around the classes of an application says about it. */
export interface Configured {
  readonly prefix: string;
  /** What is called for the schemes that decorators ask for. */
  readonly authenticate: Value;
}

const gate: GateModel = { parameters: ['request', 'next'], result: 'ignored' };

/** Reads the settings of the application that a file belongs to. */
export function configuredAt(context: Context, model: ConfiguredApplication, uri: Uri, state: State): Configured | undefined {
  const { program } = context;
  for (const folder of ancestors(dirname(uri))) {
    const file = `${folder}/${model.file}`;
    if (program.snapshot.files.has(file)) {
      const settings = jsonValue(program.text(file) ?? '');
      const module = textAt(settings, model.module);
      const resolved = module === undefined ? undefined : program.resolve(relativeTo(module), file);
      const source = resolved?.kind === 'file' ? program.file(resolved.uri) : undefined;
      const found = source && firstValue(exportedValue(context, source, model.export, state) ?? []);
      return { prefix: textAt(settings, model.prefix) ?? '', authenticate: found ?? unknown(model.export) };
    }
    if (program.snapshot.roots.includes(folder)) break;
  }
  return undefined;
}

/** What the schemes put before a method that its decorators, or those of its class, ask for. */
export function schemesOf({ convention, configured }: DeclaredApplication, { decorators, node }: DeclaredMethod): readonly Gate[] {
  const model = convention.configured;
  if (!model || !configured) return [];
  const asking = (applied: readonly Applied[]): readonly Applied[] => applied.filter(({ path }) => model.asks.some((one) => one === path));
  const isExempt = decorators.own.some(({ path }) => model.exempts.some((one) => one === path));
  const own = asking(decorators.own);
  const asked = own.length > 0 || isExempt ? own : asking(decorators.ofClass);
  if (asked.length === 0) return [];
  return [{ model: gate, value: anyOf(asked.map((applied) => scheme(configured.authenticate, applied))), node: node.name }];
}

/** One way in: every scheme that a decorator names has to let the request pass. */
function scheme(authenticate: Value, { args: [named, scopes] }: Applied): NativeValue {
  const schemes: readonly (readonly [Value, Value])[] =
    named?.kind === 'object'
      ? [...named.fields].map(([name, value]) => [literal(name), value] as const)
      : [[named ?? undefinedValue, scopes ?? undefinedValue]];
  const run = ({ context, args: [request = undefinedValue], state, node, frame }: NativeCall): readonly Outcome[] =>
    context === undefined
      ? one(undefinedValue, state)
      : schemes.reduce<readonly Outcome[]>(
          (ends, given) =>
            then(ends, (_, next) =>
              invoke(context, authenticate, [request, ...given], next, node, frame).flatMap((outcome) =>
                outcome.thrown ? [outcome] : awaited(context, outcome.value, outcome.state, node, frame),
              ),
            ),
          one(undefinedValue, state),
        );
  return { kind: 'native', name: 'scheme', run };
}

function relativeTo(module: string): string {
  return module.startsWith('.') ? module : `./${module}`;
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  const found = path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value);
  return typeof found === 'string' ? found : undefined;
}
