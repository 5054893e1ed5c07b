import type { ApiPath, LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** One package for each platform. */
const modules = [
  '@sentry/nextjs#',
  '@sentry/node#',
  '@sentry/core#',
  '@sentry/browser#',
  '@sentry/react#',
  '@sentry/remix#',
  '@sentry/sveltekit#',
  '@sentry/astro#',
  '@sentry/deno#',
  '@sentry/bun#',
  '@sentry/nestjs#',
  '@sentry/google-cloud-serverless#',
  '@sentry/aws-serverless#',
  '@sentry/cloudflare#',
  '@sentry/hono#',
  '@sentry/serverless#',
  '@sentry/profiling-node#',
  '@sentry/solidstart#',
  '@sentry/nuxt#',
  '@sentry/tanstackstart-react#',
  '@sentry/react-router#',
  '@sentry/vercel-edge#',
  '@sentry/cli#',
  '@sentry/opentelemetry#',
] as const satisfies readonly ApiPath[];

/** Sentry: reports, check-ins and spans. Wrappers only record. */
export const sentry: LibraryAdapter = {
  id: 'sentry',
  passThrough: {
    ...each(
      members(
        modules,
        'wrapRouteHandlerWithSentry wrapApiHandlerWithSentry wrapServerComponentWithSentry wrapMiddlewareWithSentry wrapHandler wrapHttpFunction wrapCloudEventFunction',
      ),
      0,
    ),
    ...each(members(modules, 'wrapApiHandlerWithSentryVercelCrons'), 0),
  },
  logs: members(
    modules,
    'captureException captureMessage captureEvent captureCheckIn captureFeedback captureUserFeedback addBreadcrumb flush close logger.* metrics.* withScope',
  ),
  harmless: members(
    modules,
    'init setTag setTags setUser setContext setExtra setExtras setMeasurement configureScope getCurrentScope getCurrentScope().** getIsolationScope getIsolationScope().** getClient getActiveSpan getActiveSpan().** startSpan startInactiveSpan startSpanManual startTransaction startTransaction().** withMonitor withIsolationScope continueTrace captureRequestError setupExpressErrorHandler setupFastifyErrorHandler instrumentCron Handlers.** lastEventId isInitialized',
  ),
};
