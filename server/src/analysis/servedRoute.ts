import type ts from 'typescript';
import type { Credential } from '../model/access';
import type { Calling } from '../model/adapters';
import type { Protection } from '../model/serving';
import { refusal } from './answer';
import type { Link } from './chain';
import { composedLinks } from './composed';
import type { Route } from './endpoint';
import { draft, guardFork } from './guards';
import { answering, isUnresolved, unresolved } from './routedRoute';
import type { Loaded } from './serving';
import type { State } from './state';
import { one, type Context } from './context';
import { undefinedValue, type NativeValue, type Value } from './value';

/** A handler that its platform calls. */
export interface ServedLink {
  readonly loaded: Loaded;
  /** The handler after each way of loading its module. */
  readonly ways: readonly { readonly value: Value; readonly state: State }[];
  readonly calling: Calling;
  readonly node: ts.Node;
  /** What the platform verifies first. */
  readonly protectedBy: Protection | undefined;
}

/** The way of a request to a handler that its platform calls; `path` is the one that the handler sees. */
export function servedRoute({ loaded, ways, calling, node, protectedBy }: ServedLink, path: string): Route {
  return {
    path,
    links: (context, entry) => {
      if (context.frames.size === 0) for (const [key, frame] of loaded.context.frames) context.frames.set(key, frame);
      for (const [declaration, constant] of loaded.context.constants) context.constants.set(declaration, constant);
      const before = protectedBy === undefined ? [] : [platformLink(context, protectedBy, node)];
      return ways.map(({ value, state }) => ({
        links: [
          ...before,
          ...(composedLinks(context, value, calling, node) ?? [{ value: handlerOf(context, value, calling, node), calling, node }]),
        ],
        state: { ...entry, frames: state.frames, facts: state.facts },
      }));
    },
  };
}

function handlerOf(context: Context, value: Value, calling: Calling, node: ts.Node): Value {
  if (isUnresolved(value)) return unresolved(context, node);
  return value.kind === 'native' && calling.result === 'ignored' ? answering(context, value, node) : value;
}

/** What the platform does before it calls the handler: it refuses callers without its credential. */
function platformLink(context: Context, { by, at, isKey }: Protection, node: ts.Node): Link {
  const check: NativeValue = {
    kind: 'native',
    name: 'platform',
    run: (call) => {
      const credential: Credential = isKey ? { kind: 'platform', isKey } : { kind: 'platform' };
      const guard = draft(node, credential, { kind: 'key' }, 'library', { api: by, ...(at ? { span: at } : {}) });
      return guardFork(call.context ?? context, call.state, node, guard, undefined).flatMap((side) =>
        one(side.truth ? undefinedValue : refusal(node), side.state),
      );
    },
  };
  return { value: check, calling: { parameters: [], result: 'responds-or-continues', style: 'other' }, node };
}
