import type { FixContext } from '../../model/fixing';
import { environmentOf } from './idioms';
import type { Scheme, SchemeCode } from './scheme';

/** Whether the endpoint runs where only WebCrypto is at hand. */
export function isOnEdge(context: FixContext): boolean {
  const environment = environmentOf(context);
  return (context.endpoint.site?.edge ?? false) || environment === 'deno' || environment === 'bindings';
}

/** The code of a scheme for an endpoint; `undefined` when the project lacks what it needs. */
export function codeOf(context: FixContext, scheme: Scheme): SchemeCode | undefined {
  return scheme.code({ edge: isOnEdge(context), installed: context.dependencies, framework: context.endpoint.framework });
}
