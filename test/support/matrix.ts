import { type Battery, bearer } from './attacks';
import {
  type Caller,
  type Place,
  appRoute,
  azureFunction,
  cloudFunction,
  eventExport,
  expressApp,
  fastifyApp,
  given,
  hapiServer,
  koaApp,
  lambda,
  nestApp,
  nitroHandler,
  pagesRoute,
  vercelFunction,
  webExport,
  webMethod,
} from './callers';
import { memberOf } from './loading';
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
}

/** A framework in one of its runtimes, as a row. */
export interface FrameworkRow {
  readonly name: string;
  /** A case of a fix whose unfixed workspace is fixed with every scheme. */
  readonly fixture: string;
  readonly path: string;
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
];

type Loading = (place: Place) => Promise<Caller>;

interface RowOptions {
  readonly fixture?: string;
  readonly path?: string;
  readonly without?: Readonly<Record<string, string>>;
}

function row(name: string, fixture: string, file: string, load: Loading, options: RowOptions = {}): FrameworkRow {
  const { path = '/cron/sweep', without = {} } = options;
  return { name, fixture, path, without, load: (folder) => load({ folder, file }) };
}

const isServed = (argument: unknown): unknown => argument;
const nothingRaw = 'bodies are parsed before the handler runs';

/** All frameworks. */
export const frameworks: readonly FrameworkRow[] = [
  row('Next.js App Router', 'verify-hmac/next-app', 'app/api/cron/sessions/route.ts', (place) => appRoute(place, 'POST'), {
    path: '/api/cron/sessions',
  }),
  row('Next.js App Router, edge', 'verify-hmac/next-app-edge', 'app/api/cron/sessions/route.ts', (place) => appRoute(place, 'POST'), {
    path: '/api/cron/sessions',
  }),
  row('Next.js Pages', 'verify-hmac/next-pages', 'pages/api/cron/sessions.ts', pagesRoute, { path: '/api/cron/sessions' }),
  row('Express', 'verify-hmac/express', 'src/app.ts', expressApp, { path: '/cron/sessions' }),
  row('Fastify', 'verify-bearer/fastify', 'src/server.ts', fastifyApp),
  row('Koa', 'verify-bearer/koa', 'src/server.ts', koaApp),
  row('Hapi', 'verify-bearer/hapi', 'src/server.ts', hapiServer, {
    without: { 'verify-hmac': nothingRaw, 'verify-standard-webhook': nothingRaw, 'verify-qstash': nothingRaw },
  }),
  row('NestJS', 'verify-bearer/nestjs', 'src/main.ts', nestApp),
  row('Hono', 'verify-bearer/hono', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch')),
  row('Hono on Workers', 'verify-bearer/hono-workers', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch')),
  row('Elysia', 'verify-bearer/elysia', 'src/index.ts', (place) => webMethod(place, 'app', 'handle')),
  row('h3', 'verify-bearer/h3', 'src/server.ts', (place) => webMethod(place, 'app', 'fetch')),
  row('Nuxt and Nitro', 'verify-bearer/nitro', 'server/api/cron/sweep.post.ts', (place) => nitroHandler(place, '/api/cron/sweep'), {
    path: '/api/cron/sweep',
  }),
  row('SvelteKit', 'verify-bearer/sveltekit', 'src/routes/cron/sweep/+server.ts', (place) => eventExport(place, 'POST')),
  row('Astro', 'verify-bearer/astro', 'src/pages/cron/sweep.ts', (place) => eventExport(place, 'POST'), {}),
  row('React Router', 'verify-bearer/react-router', 'app/routes/cron.sweep.ts', (place) => eventExport(place, 'action')),
  row('SolidStart', 'verify-bearer/solid-start', 'src/routes/cron/sweep.ts', (place) => eventExport(place, 'POST'), {}),
  row(
    'TanStack Start',
    'verify-bearer/tanstack-start',
    'src/routes/cron/sweep.ts',
    (place) => eventExport(place, 'Route', 'server', 'handlers', 'POST'),
    {},
  ),
  row('Vercel Functions', 'verify-bearer/vercel-functions', 'api/cron/sweep.ts', vercelFunction, {
    path: '/api/cron/sweep',
  }),
  row('Netlify Functions', 'verify-bearer/netlify', 'netlify/functions/sweep.ts', (place) => webExport(place, 'default')),
  row('Cloudflare Workers', 'verify-bearer/workers', 'src/index.ts', (place) => webMethod(place, 'default', 'fetch')),
  row('AWS Lambda', 'verify-bearer/lambda', 'src/sweep.ts', lambda, {
    without: { 'verify-qstash': 'gateways hide the address that was called' },
  }),
  row('Azure Functions', 'verify-bearer/azure-functions', 'src/functions/sweep.ts', azureFunction),
  row('Cloud Functions', 'verify-bearer/cloud-functions-framework', 'src/index.ts', (place) => cloudFunction(place, 'cronSweep')),
  row(
    'Bun',
    'verify-bearer/bun',
    'src/index.ts',
    (place) => given(place, (options) => memberOf(memberOf(memberOf(options, 'routes'), '/cron/sweep'), 'POST')),
    {},
  ),
  row('Deno', 'verify-bearer/deno', 'main.ts', (place) => given(place, isServed), {}),
  row('Supabase', 'verify-bearer/supabase', 'supabase/functions/cron-sweep/index.ts', (place) => given(place, isServed)),
];

/** The matrix as Markdown: what is compiled and run, or not offered. */
export function matrixTable(): string {
  const cells = frameworks.map(({ name, without }) => [name, ...schemes.map(({ fix }) => (fix in without ? '–' : '✔'))]);
  const reasons = frameworks.flatMap(({ name, without }) => {
    const columns = schemes.filter(({ fix }) => fix in without);
    const [first] = columns;
    return first ? [`${name}: no ${columns.map((column) => column.name).join(', ')}, because ${without[first.fix]}.`] : [];
  });
  const lines = [['Framework', ...schemes.map(({ name }) => name)], ['---', ...schemes.map(() => ':-:')], ...cells];
  return [...lines.map((line) => `| ${line.join(' | ')} |`), '', ...reasons].join('\n');
}
