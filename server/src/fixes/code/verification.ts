import type { HandlerSite } from '../../model/endpoint';
import type { FixChange, FixContext } from '../../model/fixing';
import { canDecorate, decorateMethod, isDecorated } from './decorating';
import { canVerifyInIdiom, insideIdiom } from './idiomHandler';
import { aroundHandler, insideHandler } from './nextHandler';
import { guardRoute } from './route';
import { canReadBody } from './routeConfig';
import { codeOf } from './schemeCode';
import type { Scheme } from './scheme';
import { isWrapped } from './wrapping';

type Way = 'next' | 'middleware' | 'decorator' | 'idiom';

/** Whether a verification of one kind can be inserted for an endpoint. */
export function canVerify(context: FixContext, scheme: Scheme): boolean {
  const { endpoint, shared } = context;
  const { site } = endpoint;
  if (!site || shared || !codeOf(context, scheme) || (scheme.isRare && context.presents !== scheme.presents)) return false;
  switch (wayOf(context, site)) {
    case 'next':
      return !scheme.readsSocket && (!scheme.coversBody || canReadBody(context));
    case 'decorator':
      return canDecorate(context, site, scheme);
    case 'idiom':
      return canVerifyInIdiom(context, site, scheme);
    default:
      return true;
  }
}

/** Inserts a verification in front of everything that an endpoint does. */
export function insertVerification(context: FixContext, scheme: Scheme): FixChange | undefined {
  const { site } = context.endpoint;
  const code = codeOf(context, scheme);
  if (!site || !code || !canVerify(context, scheme)) return undefined;
  switch (wayOf(context, site)) {
    case 'next':
      return isWrapped(context, site) ? aroundHandler(context, site, scheme, code) : insideHandler(context, site, scheme, code);
    case 'middleware':
      return guardRoute(context, scheme, code);
    case 'decorator':
      return decorateMethod(context, site, scheme, code);
    case 'idiom':
      return insideIdiom(context, site, scheme, code);
  }
}

function wayOf({ endpoint }: FixContext, site: HandlerSite): Way {
  if (endpoint.framework.startsWith('next')) return 'next';
  if (site.style === 'express' && site.middlewareAt !== undefined) return 'middleware';
  return isDecorated(site) ? 'decorator' : 'idiom';
}
