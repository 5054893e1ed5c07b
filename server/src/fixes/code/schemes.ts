import type { FixContext } from '../../model/fixing';
import { canReadBody } from './routeConfig';
import { canVerify } from './verification';

/** Whether QStash's own verification can be put in front of an endpoint. */
export function verifiesQstash(context: FixContext): boolean {
  const { site, framework } = context.endpoint;
  if (!canVerify(context, {}) || !canReadBody(context) || !context.dependencies.has('@upstash/qstash')) return false;
  return site?.style === 'express' || (framework.startsWith('next') && site?.wrap !== undefined);
}
