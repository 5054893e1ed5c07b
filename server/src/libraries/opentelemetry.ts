import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** OpenTelemetry. */
export const opentelemetry: LibraryAdapter = {
  id: 'opentelemetry',
  logs: ['@opentelemetry/api-logs#logs.getLogger().emit', ...members('@opentelemetry/api#metrics.getMeter().**', 'add record')],
  harmless: [
    ...members('@opentelemetry/api#', `trace.** trace.getTracer().** context.** propagation.** metrics.** SpanStatusCode.** diag.**`),
    '@vercel/otel#registerOTel',
    '@opentelemetry/api-logs#logs.getLogger',
  ],
};
