import type { Calling, Shape } from '../../model/adapters';
import { webRequest } from '../../model/requestShapes';
import { callable, type Served } from '../../model/serving';
import { isRecord } from '../../project/record';

/** `waitUntil()` runs a promise beside the response. */
export const executionContext: Shape = {
  'waitUntil()': { kind: 'neutral' },
  'passThroughOnException()': { kind: 'neutral' },
  'props.*': { kind: 'neutral' },
};

/**
 * Settings and bindings of a deployment on Cloudflare. The binding of its static files answers with a file that everybody may have; where a route is told
 * apart from others that is all a request gets that is not meant for the code.
 */
export function bindings(assets = 'ASSETS'): Shape {
  return { '*': { kind: 'environment' }, [`${assets}.fetch()`]: { kind: 'respond', status: 404 } };
}

/** A function from a Fetch request to a response; `more` are its further parameters. */
export function webHandler(...more: readonly Shape[]): Calling {
  return { parameters: [webRequest, ...more], result: 'responds', style: 'web' };
}

/** Where the handler is among the arguments of `serve(handler)`, `serve(options, handler)`, `serve({ handler })` or `serve({ fetch })`. */
export function handlerAmong({ values }: Served): readonly (string | number)[] | undefined {
  const [first, second] = values;
  if (second === callable) return [1];
  if (first === callable) return [0];
  if (!isRecord(first)) return undefined;
  const name = ['handler', 'fetch'].find((member) => first[member] === callable);
  return name === undefined ? undefined : [0, name];
}

/** Where the handler is in `export default { fetch }`, also as a class. */
export function exportedFetch({ exportName, values: [value] }: Served): readonly (string | number)[] | undefined {
  return exportName === 'default' && isRecord(value) && value['fetch'] === callable ? [0, 'fetch'] : undefined;
}
