import ts from 'typescript';
import type { ResourceAction, RouterMethod } from '../model/routers';
import type { Draft } from './registering';
import { routePaths } from './routingPaths';
import type { Value } from './value';

/**
 * The routes of a resource: `resource('posts.comments', Controller)` has one for every action that the controller has and the calls chained to it
 * (`apiOnly()`, `only()`, `except()`) leave. `actionOf` gives the controller's method of a name, or something else where it has none.
 */
export function resourceDrafts(
  { actions, isShallow }: Extract<RouterMethod, { kind: 'resource' }>,
  [name, controller]: readonly Value[],
  node: ts.CallExpression,
  actionOf: (controller: Value, action: string) => Value,
): readonly Draft[] {
  const [written] = name ? routePaths(name) : [];
  if (written === undefined || !controller) return [];
  const left = chosen(actions, node);
  return left.flatMap((action): readonly Draft[] => {
    const value = actionOf(controller, action.name);
    if (value.kind !== 'function') return [];
    const path = `${resourcePath(written, isShallow && action.isOfOne)}${action.path}`;
    return [{ kind: 'route', methods: action.methods, paths: [path], handlers: [{ value, node: node.arguments[1] ?? node }] }];
  });
}

/** `posts.comments` is `/posts/:post_id/comments`; what is shallow leaves out what it is nested in. */
function resourcePath(name: string, isShallow: boolean): string {
  const parts = name.replace(/^\/|\/$/g, '').split('.');
  const own = parts.at(-1) ?? '';
  const around = isShallow ? [] : parts.slice(0, -1).map((part) => `${part}/:${part.replaceAll('/', '_').replace(/s$/, '')}_id`);
  return `/${[...around, own].join('/')}`;
}

/** The actions that calls chained to the registration leave. */
function chosen(actions: readonly ResourceAction[], registration: ts.CallExpression): readonly ResourceAction[] {
  let left = actions;
  let node: ts.Node = registration;
  while (ts.isPropertyAccessExpression(node.parent) && ts.isCallExpression(node.parent.parent)) {
    const name = node.parent.name.text;
    node = node.parent.parent;
    const [list] = ts.isCallExpression(node) ? node.arguments : [];
    const names =
      list && ts.isArrayLiteralExpression(list) ? list.elements.map((one) => (ts.isStringLiteralLike(one) ? one.text : '')) : [];
    if (name === 'apiOnly') left = left.filter(({ isForm }) => !isForm);
    if (name === 'only') left = left.filter((action) => names.includes(action.name));
    if (name === 'except') left = left.filter((action) => !names.includes(action.name));
  }
  return left;
}
