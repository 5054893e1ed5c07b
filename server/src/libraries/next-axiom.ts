import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Axiom for Next.js; its wrapper only logs. */
export const nextAxiom: LibraryAdapter = {
  id: 'next-axiom',
  passThrough: { 'next-axiom#withAxiom': 0, 'next-axiom#withAxiomRouteHandler': 0, '@axiomhq/nextjs#createAxiomRouteHandler()': 0 },
  logs: [
    ...members(
      ['next-axiom#log', 'next-axiom#Logger()', 'next-axiom#Logger().with()', 'next-axiom#log.with()'],
      'debug info warn error flush',
    ),
    ...members('@axiomhq/logging#Logger()', 'debug info warn error flush'),
    ...members('@axiomhq/js#Axiom()', 'ingest flush'),
    '@axiomhq/js#AxiomWithoutBatching().ingest',
  ],
  harmless: [
    'next-axiom#Logger',
    'next-axiom#log.with',
    'next-axiom#Logger().with',
    ...members(
      '@axiomhq/nextjs#',
      `createAxiomRouteHandler nextJsFormatters.** transformRouteHandlerSuccessResult transformRouteHandlerErrorResult
    getNextRequestEndTime`,
    ),
    ...members('@axiomhq/logging#', 'Logger AxiomJSTransport ConsoleTransport ProxyTransport'),
    ...members('@axiomhq/js#', 'Axiom AxiomWithoutBatching'),
  ],
};
