import { type Battery, bearer } from './attacks';
import {
  type Call,
  type Caller,
  type Place,
  adonisApp,
  appRoute,
  azureFunction,
  cloudFunction,
  encoreEndpoint,
  eventExport,
  expressApp,
  fastifyApp,
  given,
  hapiServer,
  koaApp,
  lambda,
  nestApp,
  nitroHandler,
  nodeServer,
  pagesFunction,
  pagesRoute,
  payloadEndpoint,
  tsoaApp,
  vercelFunction,
  webExport,
  webMethod,
} from './callers';
import { memberOf } from './loading';
import { clientCertificate } from './certificateAttacks';
import { kubernetes } from './clusterAttacks';
import { supabase } from './keyAttacks';
import type { Texts } from './workspace';
import { hmac, qstash, standardWebhook } from './signatureAttacks';
import { githubOidc, googleOidc } from './tokenAttacks';

/** A kind of credential, as a column. */
export interface SchemeColumn {
  /** The fix that inserts its verification. */
  readonly fix: string;
  readonly name: string;
  readonly battery: Battery;
  /** Packages that a project must have for it; at the edge only the last one of them runs. */
  readonly packages: readonly string[];
  /** The manifest of a scheduler that presents it, for a path; it is only offered there. */
  manifest?(path: string): Texts;
  /** It is only offered where endpoints run in one of these ways. */
  readonly only?: { readonly hosts: readonly Host[]; readonly because: string };
}

/** Where endpoints run: in a server that the application starts, in one that the framework starts, or on a platform. */
export type Host = 'application' | 'framework' | 'platform';

/** A framework in one of its runtimes, as a row. */
export interface FrameworkRow {
  readonly name: string;
  /** A case of a fix whose unfixed workspace is fixed with every scheme. */
  readonly fixture: string;
  readonly path: string;
  readonly host: Host;
  load(folder: string): Promise<Caller>;
  /** Schemes that are not offered, by fix, and why. */
  readonly without: Readonly<Record<string, string>>;
}

/** All kinds of credentials. */
export const schemes: readonly SchemeColumn[] = [
  { fix: 'verify-bearer', name: 'Bearer secret', battery: bearer, packages: [] },
  { fix: 'verify-hmac', name: 'CronJobPro', battery: hmac, packages: [] },
  { fix: 'verify-standard-webhook', name: 'Standard Webhooks', battery: standardWebhook, packages: [] },
  { fix: 'verify-qstash', name: 'QStash', battery: qstash, packages: ['@upstash/qstash'] },
  { fix: 'verify-google-oidc', name: 'Google OIDC', battery: googleOidc, packages: ['google-auth-library', 'jose'] },
  { fix: 'verify-github-oidc', name: 'GitHub OIDC', battery: githubOidc, packages: ['jose'] },
  { fix: 'verify-supabase', name: 'Supabase key', battery: supabase, packages: ['@supabase/server'] },
  {
    fix: 'verify-kubernetes',
    name: 'Kubernetes TokenReview',
    battery: kubernetes,
    packages: [],
    manifest: (path) =>
      cronJob(`-H "Authorization: Bearer $(cat /var/run/secrets/tokens/jobs/token)" https://app.jobs.svc.cluster.local${path}`),
    only: { hosts: ['application', 'framework'], because: 'Platforms and edge runtimes are outside of clusters' },
  },
  {
    fix: 'verify-client-certificate',
    name: 'Client certificate',
    battery: clientCertificate,
    packages: [],
    manifest: (path) => cronJob(`--cert /etc/client/tls.crt --key /etc/client/tls.key https://app.jobs.svc.cluster.local${path}`),
    only: { hosts: ['application'], because: 'Only applications that start their server end TLS themselves' },
  },
];

/** A CronJob of Kubernetes that calls an endpoint with some options of curl. */
function cronJob(call: string): Texts {
  return {
    'k8s/cronjob.yaml': `apiVersion: batch/v1
kind: CronJob
metadata: { name: sweep }
spec:
  schedule: '0 3 * * *'
  jobTemplate:
    spec:
      template:
        spec:
          containers:
            - name: call
              image: curlimages/curl
              command: [sh, -c, 'curl --fail -X POST ${call}']
`,
  };
}

/** Why a scheme is not offered for a framework; undefined where it is. */
export function absence({ host, without }: FrameworkRow, { fix, only }: SchemeColumn): string | undefined {
  return without[fix] ?? (only && !only.hosts.includes(host) ? only.because : undefined);
}

/** What the scheduler of a framework's endpoint sends, without its credential. */
export function callOf({ path }: FrameworkRow): Call {
  return { method: 'POST', path, headers: { 'content-type': 'application/json' }, body: '{"reason":"nightly"}' };
}

type Loading = (place: Place) => Promise<Caller>;

interface RowOptions {
  readonly fixture?: string;
  readonly path?: string;
  /** The framework's server when absent. */
  readonly host?: Host;
  readonly without?: Readonly<Record<string, string>>;
}

function row(name: string, fixture: string, file: string, load: Loading, options: RowOptions = {}): FrameworkRow {
  const { path = '/cron/sweep', host = 'framework', without = {} } = options;
  return { name, fixture, path, host, without, load: (folder) => load({ folder, file }) };
}

const isServed = (argument: unknown): unknown => argument;
const nothingRaw = 'bodies are parsed before the handler runs';

/** All frameworks. */
export const frameworks: readonly FrameworkRow[] = [
  row('Next.js App Router', 'verify-hmac/next-app', 'app/api/cron/sessions/route.ts', (place) => appRoute(place, 'POST'), {
    path: '/api/cron/sessions',
  }),
  row('Next.js App Router, edge', 'verify-hmac/next-app-edge', 'app/api/cron/sessions/route.ts', (place) => appRoute(place, 'POST'), {
    host: 'platform',
    path: '/api/cron/sessions',
  }),
  row('Next.js Pages', 'verify-hmac/next-pages', 'pages/api/cron/sessions.ts', pagesRoute, { path: '/api/cron/sessions' }),
  row('node:http', 'verify-bearer/node-http-path-end', 'src/server.ts', nodeServer, { host: 'application' }),
  row('Express', 'verify-hmac/express', 'src/app.ts', expressApp, { host: 'application', path: '/cron/sessions' }),
  row('Fastify', 'verify-bearer/fastify', 'src/server.ts', fastifyApp, { host: 'application' }),
  row('Koa', 'verify-bearer/koa', 'src/server.ts', koaApp, { host: 'application' }),
  row('Hapi', 'verify-bearer/hapi', 'src/server.ts', hapiServer, {
    host: 'application',
    without: { 'verify-hmac': nothingRaw, 'verify-standard-webhook': nothingRaw, 'verify-qstash': nothingRaw },
  }),
  row('NestJS', 'verify-bearer/nestjs', 'src/main.ts', nestApp, { host: 'application' }),
  row('OvernightJS', 'verify-bearer/overnightjs', 'src/server.ts', expressApp, { host: 'application' }),
  row('routing-controllers', 'verify-bearer/routing-controllers', 'src/server.ts', expressApp, { host: 'application' }),
  row('Hono', 'verify-bearer/hono', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch')),
  row('Hono on Workers', 'verify-bearer/hono-workers', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch'), {
    host: 'platform',
  }),
  row('itty-router on Workers', 'verify-bearer/itty-router', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch'), {
    host: 'platform',
  }),
  row('Elysia', 'verify-bearer/elysia', 'src/index.ts', (place) => webMethod(place, 'app', 'handle')),
  row('h3', 'verify-bearer/h3', 'src/server.ts', (place) => webMethod(place, 'app', 'fetch')),
  row('Nuxt and Nitro', 'verify-bearer/nitro', 'server/api/cron/sweep.post.ts', (place) => nitroHandler(place, '/api/cron/sweep'), {
    path: '/api/cron/sweep',
  }),
  row('Payload', 'verify-bearer/payload', 'src/endpoints/sweep.ts', payloadEndpoint, { path: '/api/cron/sweep' }),
  row('Encore', 'verify-bearer/encore-raw', 'cron/sweep.ts', encoreEndpoint),
  row('SvelteKit', 'verify-bearer/sveltekit', 'src/routes/cron/sweep/+server.ts', (place) => eventExport(place, 'POST')),
  row('Astro', 'verify-bearer/astro', 'src/pages/cron/sweep.ts', (place) => eventExport(place, 'POST')),
  row('React Router', 'verify-bearer/react-router', 'app/routes/cron.sweep.ts', (place) => eventExport(place, 'action')),
  row('SolidStart', 'verify-bearer/solid-start', 'src/routes/cron/sweep.ts', (place) => eventExport(place, 'POST')),
  row('TanStack Start', 'verify-bearer/tanstack-start', 'src/routes/cron/sweep.ts', (place) =>
    eventExport(place, 'Route', 'server', 'handlers', 'POST'),
  ),
  row('tRPC', 'verify-bearer/trpc', 'src/server.ts', (place) => webExport(place, 'POST'), {
    path: '/api/trpc/cron.sweep',
    without: { 'verify-hmac': nothingRaw, 'verify-standard-webhook': nothingRaw, 'verify-qstash': nothingRaw },
  }),
  row('oRPC', 'verify-bearer/orpc', 'src/server.ts', (place) => webExport(place, 'POST'), {
    path: '/rpc/cron/sweep',
    without: { 'verify-hmac': nothingRaw, 'verify-standard-webhook': nothingRaw, 'verify-qstash': nothingRaw },
  }),
  row('AdonisJS', 'verify-bearer/adonisjs', 'start/routes.ts', adonisApp),
  row('tsoa', 'verify-bearer/tsoa', 'src/cron.controller.ts', tsoaApp, { host: 'application' }),
  row('Vercel Functions', 'verify-bearer/vercel-functions', 'api/cron/sweep.ts', vercelFunction, {
    host: 'platform',
    path: '/api/cron/sweep',
  }),
  row('Netlify Functions', 'verify-bearer/netlify', 'netlify/functions/sweep.ts', (place) => webExport(place, 'default'), {
    host: 'platform',
  }),
  row('Cloudflare Workers', 'verify-bearer/workers', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch'), { host: 'platform' }),
  row(
    'Cloudflare Pages',
    'verify-bearer/cloudflare-pages',
    'functions/api/cron/sweep.ts',
    (place) => pagesFunction(place, 'onRequestPost'),
    {
      host: 'platform',
      path: '/api/cron/sweep',
    },
  ),
  row('AWS Lambda', 'verify-bearer/lambda', 'src/sweep.ts', lambda, {
    host: 'platform',
    without: { 'verify-qstash': 'gateways hide the address that was called' },
  }),
  row('Azure Functions', 'verify-bearer/azure-functions', 'src/functions/sweep.ts', azureFunction, { host: 'platform' }),
  row('Cloud Functions', 'verify-bearer/cloud-functions-framework', 'src/index.ts', (place) => cloudFunction(place, 'cronSweep'), {
    host: 'platform',
  }),
  row('Bun', 'verify-bearer/bun', 'src/index.ts', (place) =>
    given(place, (options) => memberOf(memberOf(memberOf(options, 'routes'), '/cron/sweep'), 'POST')),
  ),
  row('Deno', 'verify-bearer/deno', 'main.ts', (place) => given(place, isServed), { host: 'platform' }),
  row('Supabase', 'verify-bearer/supabase', 'supabase/functions/cron-sweep/index.ts', (place) => given(place, isServed), {
    host: 'platform',
  }),
];

/** The matrix as Markdown: what is compiled and run, or not offered. */
export function matrixTable(): string {
  const cells = frameworks.map((framework) => [framework.name, ...schemes.map((scheme) => (absence(framework, scheme) ? '–' : '✔'))]);
  const reasons = frameworks.flatMap(({ name, without }) => {
    const columns = schemes.filter(({ fix }) => fix in without);
    const [first] = columns;
    return first ? [`${name}: no ${columns.map((column) => column.name).join(', ')}, because ${without[first.fix]}.`] : [];
  });
  const limits = schemes.flatMap(({ name, only }) => (only ? [`${name}: ${only.because}.`] : []));
  const lines = [['Framework', ...schemes.map(({ name }) => name)], ['---', ...schemes.map(() => ':-:')], ...cells];
  return [...lines.map((line) => `| ${line.join(' | ')} |`), '', ...reasons, ...limits].join('\n');
}
