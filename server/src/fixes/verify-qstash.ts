import type { HandlerSite } from '../model/endpoint';
import type { TextEdit } from '../model/finding';
import type { FileSite, FixAdapter, FixChange, FixContext } from '../model/fixing';
import { sameSpan } from '../model/source';
import { declareVariables } from './code/environment';
import { qstashForExpress } from './code/modules/qstash';
import { rawBodyBesideParsers } from './code/modules/rawBody';
import { guardRoute } from './code/route';
import { bodyParserOff } from './code/routeConfig';
import { languageOf } from './code/style';
import { insert } from './code/text';
import { verifiesQstash } from './code/schemes';
import { wrapHandler } from './code/wrapping';

const variables = ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY'];

/** Puts QStash's own verification in front of a handler: its wrapper in Next.js, its receiver in Express. */
export const verifyQstash: FixAdapter = {
  id: 'verify-qstash',
  rules: ['require-authentication', 'no-spoofable-identity', 'no-ip-trust', 'require-canonical-path'],
  perHandler: true,
  offer(context) {
    if (!verifiesQstash(context)) return undefined;
    return { id: 'verify-qstash', title: "Verify QStash's signature", safe: false, preferred: context.presents === 'qstash' };
  },
  build(context) {
    if (!verifiesQstash(context)) return undefined;
    if (context.endpoint.site?.style !== 'express') return wrapInNext(context);
    return guardRoute(context, { variables, coversBody: true, express: qstashForExpress, rawBody: () => rawBodyBesideParsers });
  },
};

function wrapInNext(context: FixContext): FixChange | undefined {
  const { site } = context.endpoint;
  const file = site?.wrap && context.file(site.wrap.span.uri);
  if (!site || !file) return undefined;
  const name = wrapperFor(context, site);
  const wrapping = wrapHandler(context, site, file, name, '@upstash/qstash/nextjs');
  if (!wrapping) return undefined;
  const parsing = site.style === 'node' ? bodyParserOff(context) : [];
  return { edits: [...wrapping, ...annotateRequest(context, site, file), ...parsing, ...declareVariables(context, variables)], files: [] };
}

function wrapperFor(context: FixContext, site: HandlerSite): string {
  if (context.endpoint.framework === 'next-app') return 'verifySignatureAppRouter';
  return site.style === 'node' ? 'verifySignature' : 'verifySignatureEdge';
}

/** The wrapper of the App Router takes two kinds of function, so it tells TypeScript no type of their parameter. */
function annotateRequest(context: FixContext, site: HandlerSite, file: FileSite): readonly TextEdit[] {
  const [parameter] = site.parameters;
  const isBare = parameter?.span.end === parameter?.binding.end;
  const isWrappedItself = site.wrap !== undefined && sameSpan(site.wrap.span, site.function);
  if (site.style !== 'web' || !parameter || !isBare || !isWrappedItself || !languageOf(file).typescript) return [];
  const known = file.imports.find(({ specifier }) => specifier === 'next/server')?.names['NextRequest'];
  const { uri, start, end } = parameter.span;
  const annotation = `: ${known ?? 'Request'}`;
  return site.bareParameter ? [insert(uri, start, '('), insert(uri, end, `${annotation})`)] : [insert(uri, end, annotation)];
}
