import assert from 'node:assert/strict';
import ts from 'typescript';
import { namesCron } from '../../server/src/discovery/cronNames';
import { handlerSite } from '../../server/src/discovery/site';
import { assignSchedules, type EndpointEvidence, isPrivate, triggersOf, unmatched } from '../../server/src/discovery/triggers';
import type { Schedule, SchedulerAdapter } from '../../server/src/model/adapters';
import type { Effect, EffectKind } from '../../server/src/model/access';
import type { HttpMethod } from '../../server/src/model/endpoint';
import { cronSecret } from '../../server/src/schedulers/cron-secret';
import { inngest } from '../../server/src/schedulers/inngest';
import { qstash } from '../../server/src/schedulers/qstash';
import { vercelCron } from '../../server/src/schedulers/vercel-cron';

const schedulers: readonly SchedulerAdapter[] = [vercelCron, qstash, inngest, cronSecret];
const span = (uri: string) => ({ uri, start: 0, end: 1 });

/** Where every handler of these tests is written. */
const site = (() => {
  const file = ts.createSourceFile('/w/app/route.ts', 'export function GET() {}', ts.ScriptTarget.Latest, true);
  const [handler] = file.statements;
  return handler && ts.isFunctionDeclaration(handler) ? handlerSite(handler, { style: 'web' }) : undefined;
})();

function endpoint(
  path: string,
  more: Partial<Omit<EndpointEvidence, 'endpoint'>> & { readonly methods?: readonly HttpMethod[]; readonly uri?: string } = {},
): EndpointEvidence {
  const { methods = ['GET'], uri = `/w/app${path}/route.ts`, ...rest } = more;
  const found = { id: `${path}#GET`, framework: 'next-app', name: 'GET', methods, path, uri, declaration: span(uri), site };
  const nothing = { tag: undefined, headers: [], variables: [], apis: [], clocks: [], guards: [], words: [] };
  return { endpoint: found, packageRoot: '/w', ...nothing, effects: [effect('queue')], ...rest };
}

function effect(kind: EffectKind): Effect {
  return { span: span('/w/app/lib.ts'), kind, what: 'send' };
}

function schedule(target: string, more: Partial<Schedule> = {}): Schedule {
  return {
    scheduler: 'vercel-cron',
    target,
    method: undefined,
    schedule: '0 5 * * *',
    timezone: undefined,
    declaredAt: span('/w/vercel.json'),
    private: false,
    ...more,
  };
}

/** The triggers of an endpoint as `evidence scheduler schedule`. */
function told(evidence: EndpointEvidence, schedules: readonly Schedule[] = [], cron: readonly string[] = []): readonly string[] {
  return triggersOf(evidence, schedules, schedulers, { cron }).map((trigger) =>
    [trigger.evidence, trigger.scheduler, trigger.schedule ?? '-'].join(' '),
  );
}

describe('names of cron', () => {
  it('are segments and words of segments', () => {
    const names = [
      '/api/cron/sync',
      '/cron',
      '/api/crons/purge',
      '/cronjob',
      '/api/cronjobs/[id]',
      '/api/cron-jobs/sync',
      '/api/cron_daily',
      '/daily-cron',
      '/vercel-cron/x',
      '/api/cron.daily',
      '/cron.[period]',
      '/api/cronDaily',
      '/functions/v1/rating-reminder-cron',
      '/api/scheduled/refresh',
      '/scheduled',
      '/scheduler/settle',
      '/internal/scheduler/audit-log',
      '/api/cron/jobs',
      '/cron/run/[jobId]',
      '/cron/delete',
      '/cron/set',
      '/sync-cron',
      '/cron/create/invoices',
      '/add-points-cron',
    ];
    for (const name of names) assert.ok(namesCron(name), name);
  });

  it('are not words that only look like it, nor pages about jobs', () => {
    const others = [
      '/chronicle/daily',
      '/api/chronos',
      '/acronym',
      '/micron/x',
      '/cronos',
      '/api/schedules/[id]',
      '/rooms/[id]/schedule',
      '/api/bookings/[id]/reschedule',
      '/api/scheduler',
      '/scheduler/[id]',
      '/api/tasks',
      '/jobs/daily',
      '/cleanup',
      '/internal/sync',
      '/api/user/digest-schedule',
      '/monitoring/cron-health',
      '/admin/cron-telemetry-settings',
      '/debug/cron-auth',
      '/[cron]',
      '/api/scheduled-messages',
      '/cron/jobs/[id]',
      '/cron/jobs/[id]/override',
      '/system/cron/[name]/logs',
      '/api/scheduler/jobs',
      '/api/scheduler/availability',
      '/api/scheduler/book',
      '/admin/set-cron',
      '/api/createCronJob',
      '/api/cron/toggle',
      '/cron/[id]/pause',
      '/cron/executions',
      '/dev/cron/preview',
      '/trpc/cron.start',
      '/cron.stop',
    ];
    for (const other of others) assert.ok(!namesCron(other), other);
  });
});

describe('triggers', () => {
  it('are declared by a schedule that the endpoint serves', () => {
    assert.deepEqual(told(endpoint('/api/digest'), [schedule('/api/digest?full=1')]), ['declared vercel-cron 0 5 * * *']);
    assert.deepEqual(told(endpoint('/api/[job]'), [schedule('/api/digest')]), ['declared vercel-cron 0 5 * * *']);
    assert.deepEqual(told(endpoint('/api/other'), [schedule('/api/digest')]), []);
    assert.deepEqual(told(endpoint('/api/digest', { methods: ['POST'] }), [schedule('/api/digest', { method: 'GET' })]), []);
    assert.deepEqual(told(endpoint('/api/digest', { methods: [] }), [schedule('/api/digest', { method: 'GET' })]), [
      'declared vercel-cron 0 5 * * *',
    ]);
  });

  it('are verified-as by headers, enforced variables and calls of a scheduler', () => {
    const seen = (name: string, verified = true) => ({ name, span: span('/w/app/lib.ts'), verified });
    assert.deepEqual(told(endpoint('/api/a', { headers: [seen('upstash-retried', false)] })), ['verified-as qstash -']);
    assert.deepEqual(told(endpoint('/api/a', { headers: [seen('upstash-signature')] })), ['verified-as qstash -']);
    assert.deepEqual(told(endpoint('/api/a', { headers: [seen('authorization')] })), []);
    assert.deepEqual(told(endpoint('/api/a', { variables: [seen('CRON_SECRET')] })), ['verified-as cron-secret -']);
    assert.deepEqual(told(endpoint('/api/a', { variables: [seen('CRON_SECRET', false)] })), []);
    assert.deepEqual(told(endpoint('/api/a', { variables: [seen('QSTASH_TOKEN'), seen('DATABASE_URL')] })), []);
    assert.deepEqual(told(endpoint('/api/a', { apis: ['@upstash/qstash/nextjs#verifySignatureAppRouter()'] })), ['verified-as qstash -']);
    assert.deepEqual(told(endpoint('/api/a', { apis: ['@upstash/qstash#Receiver().verify'] })), ['verified-as qstash -']);
    assert.deepEqual(told(endpoint('/api/a', { apis: ['@upstash/qstash#Client().publishJSON', 'inngest#Inngest()'] })), []);
    assert.deepEqual(told(endpoint('/api/a', { apis: ['inngest/next#serve()'] })), ['verified-as inngest -']);
  });

  it('are named by the path, a tag or a glob, if nothing stronger tells', () => {
    assert.deepEqual(told(endpoint('/api/cron/a')), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/a', { tag: { text: '0 3 * * *', span: span('/w/a.ts') } })), ['named unknown 0 3 * * *']);
    assert.deepEqual(told(endpoint('/api/a', { tag: { text: 'nightly', span: span('/w/a.ts') } })), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/nightly/a'), [], ['/api/nightly/**']), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/cron/a'), [schedule('/api/cron/a')]), ['declared vercel-cron 0 5 * * *']);
  });

  it('are none where only words tell, and the code does what no scheduler calls it for', () => {
    const reads = [effect('response')];
    assert.deepEqual(told(endpoint('/api/cron/a', { effects: [] })), []);
    assert.deepEqual(told(endpoint('/api/cron/a', { effects: reads })), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/cron', { effects: reads })), []);
    // What a handler does that a package makes is not to be seen.
    const packaged = endpoint('/api/cron', { effects: reads });
    assert.deepEqual(told({ ...packaged, endpoint: { ...packaged.endpoint, site: undefined } }), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/cron', { effects: reads, methods: ['POST'] })), ['named unknown -']);
    assert.deepEqual(told(endpoint('/api/cron', { words: ['toggle', 'run'] })), []);
    assert.deepEqual(told(endpoint('/api/cron', { effects: reads }), [schedule('/api/cron')]), ['declared vercel-cron 0 5 * * *']);
    const secret = { name: 'CRON_SECRET', span: span('/w/app/lib.ts'), verified: true };
    assert.deepEqual(told(endpoint('/api/a', { variables: [{ ...secret, standsInFor: 'ADMIN_SECRET' }] })), []);
    assert.deepEqual(told(endpoint('/api/a', { variables: [{ ...secret, standsInFor: 'NEXT_CRON_SECRET' }] })), [
      'verified-as cron-secret -',
    ]);
    assert.deepEqual(told(endpoint('/api/monitoring/cron-health', { variables: [secret] })), []);
    assert.deepEqual(told(endpoint('/api/cron/health', { variables: [secret] })), ['verified-as cron-secret -']);
  });

  it('name secrets of every spelling, and no others', () => {
    const names = [
      'CRON_SECRET',
      'CRON_API_KEY',
      'CRONJOB_TOKEN',
      'MY_CRON_AUTH_TOKEN',
      'CRON_JOB_SECRET',
      'CRONSECRET',
      'SECRET_CRON',
      'SCHEDULER_TOKEN',
      'CRON_WEBHOOK_PASSWORD',
    ];
    for (const name of names) assert.ok(cronSecret.variables?.test(name), name);
    for (const name of ['SECRET', 'API_KEY', 'CRON_SCHEDULE', 'MICRON_KEY', 'JOB_TOKEN', 'CHRONO_SECRET', 'CRON_ENABLED'])
      assert.ok(!cronSecret.variables?.test(name), name);
  });

  it('are none where only the platform can call', () => {
    const compact = endpoint('/api/cron/compact', { uri: '/w/api/compact.ts' });
    const own = schedule('api/compact.ts', { private: true, file: 'api/compact.ts' });
    assert.ok(isPrivate(compact, [own]));
    assert.deepEqual(told(compact, [own]), []);
    assert.deepEqual(told(endpoint('/api/cron/other', { uri: '/w/api/other.ts' }), [own]), ['named unknown -']);
  });

  it('find a function by its file', () => {
    const sql = { scheduler: 'supabase', declaredAt: span('/w/supabase/migrations/1.sql'), file: 'supabase/functions/expire/index' };
    const expire = endpoint('/expire', { uri: '/w/supabase/functions/expire/index.ts', methods: [] });
    assert.deepEqual(told(expire, [schedule('https://x.supabase.co/functions/v1/expire', sql)]), ['declared supabase 0 5 * * *']);
    assert.deepEqual(
      told(endpoint('/rollup', { uri: '/w/svc/src/rollup.ts' }), [
        schedule('/x', { declaredAt: span('/w/svc/serverless.yml'), file: 'src/rollup' }),
      ]),
      ['declared vercel-cron 0 5 * * *'],
    );
  });

  it('stay within the package of a manifest that names mere paths', () => {
    const web = schedule('/api/digest', { declaredAt: span('/w/apps/web/vercel.json') });
    const of = (packageRoot: string) => endpoint('/api/digest', { packageRoot });
    assert.equal(told(of('/w/apps/web'), [web]).length, 1);
    assert.equal(told(of('/w/apps/api'), [web]).length, 0);
    assert.equal(told(of('/w/apps/api'), [schedule('https://api.example.com/api/digest', { declaredAt: web.declaredAt })]).length, 1);
  });

  it('ignore foreign hosts and scripts that look whether the application is alive', () => {
    const foreign = [
      'https://api.github.com/repos/x',
      '$GITHUB_API_URL/repos/x',
      'https://x.supabase.co/rest/v1/repos/x',
      'https://hooks.slack.com/repos/x',
      'http://prometheus-pushgateway:9091/repos/x',
      'http://loki.monitoring.svc.cluster.local:3100/repos/x',
    ];
    for (const target of foreign) assert.deepEqual(told(endpoint('/repos/x'), [schedule(target)]), [], target);
    const probe = schedule('$URL/api/health', { scheduler: 'github-actions', method: 'GET' });
    assert.deepEqual(told(endpoint('/api/health'), [probe]), []);
    assert.deepEqual(told(endpoint('/api/health'), [schedule('/api/health', { method: 'GET' })]), ['declared vercel-cron 0 5 * * *']);
  });
});

describe('schedules', () => {
  it('go to the endpoint that serves them best', () => {
    const [all, one, exact] = [endpoint('/api/[...rest]'), endpoint('/api/cron/[job]'), endpoint('/api/cron/sync')];
    const sync = schedule('/api/cron/sync');
    const other = schedule('/api/cron/other');
    const assigned = assignSchedules([all, one, exact], [sync, other]);
    assert.deepEqual(
      [...assigned.keys()].map(({ path }) => path),
      ['/api/cron/sync', '/api/cron/[job]'],
    );
    assert.deepEqual(assigned.get(exact.endpoint), [sync]);
  });

  it('prefer the manifest’s own package to packages below it', () => {
    const root = endpoint('/api/digest', { packageRoot: '/w' });
    const below = endpoint('/api/digest', { packageRoot: '/w/apps/web', uri: '/w/apps/web/app/api/digest/route.ts' });
    const digest = schedule('/api/digest');
    assert.deepEqual([...assignSchedules([root, below], [digest]).keys()], [root.endpoint]);
    assert.deepEqual([...assignSchedules([below], [digest]).keys()], [below.endpoint]);
  });

  it('that nothing serves are told where they stand', () => {
    const located = [endpoint('/api/digest')];
    const message = (target: string) => [
      {
        span: span('/w/vercel.json'),
        message: `The schedule calls \`${target}\`, which no endpoint in this workspace serves.`,
        severity: 'information',
      },
    ];
    assert.deepEqual(unmatched([schedule('/api/digets')], located), message('/api/digets'));
    assert.deepEqual(unmatched([schedule('$BASE_URL/api/digets')], located), message('$BASE_URL/api/digets'));
    assert.deepEqual(unmatched([schedule('https://app.vercel.app/api/digets')], located), message('https://app.vercel.app/api/digets'));
    const silent = [
      schedule('/api/digest'),
      schedule('/api/digest', { method: 'DELETE' }),
      schedule('https://api.mapbox.com/v1/tiles'),
      schedule('https://api.github.com/repos'),
      schedule('$URL'),
      schedule('src/x.ts', { private: true }),
      schedule('$URL/api/health', { scheduler: 'kubernetes', method: 'GET' }),
      schedule('/api/digets', { declaredAt: span('/elsewhere/vercel.json') }),
    ];
    assert.deepEqual(unmatched(silent, located), []);
    const both = [schedule('https://www.acme.io/api/digest'), schedule('https://www.acme.io/api/digets')];
    assert.equal(unmatched(both, located).length, 1, 'a host that serves one target serves the others');
  });
});
