import type { Schedule } from '../model/adapters';
import type { Uri } from '../model/source';
import { memoized } from '../project/memoized';
import { matches, parseTarget } from '../project/routePath';

const thirdParties =
  /(?:^|\.)(?:github\.com|githubusercontent\.com|gitlab\.com|slack\.com|discord(?:app)?\.com|telegram\.org|google\.com|googleapis\.com|microsoft\.com|hc-ping\.com|healthchecks\.io|sentry\.io|stripe\.com|openai\.com|anthropic\.com|cloudflare\.com|vercel\.com|netlify\.com|betterstack\.com|betteruptime\.com|uptimerobot\.com|cronitor\.(?:io|link)|npmjs\.(?:org|com)|pypi\.org|docker\.(?:io|com)|upstash\.(?:io|com)|cron-job\.org|cronjobpro\.com|resend\.com|sendgrid\.com|twilio\.com|posthog\.com|datadoghq\.(?:com|eu)|pagerduty\.com|atlassian\.net|notion\.com)$/;

/** Hosts that platforms give to applications, and hosts inside a cluster or machine. */
const applicationHosts =
  /(?:^|\.)(?:vercel\.app|netlify\.app|onrender\.com|fly\.dev|railway\.app|herokuapp\.com|workers\.dev|pages\.dev|run\.app|cloudfunctions\.net|appspot\.com|azurewebsites\.net|supabase\.co|deno\.dev|execute-api\.[\w-]+\.amazonaws\.com|lambda-url\.[\w-]+\.on\.aws|svc|cluster\.local|internal|localhost)(?::\d+)?$|^(?:localhost|127\.0\.0\.1|[\w-]+)(?::\d+)?$/;

/** Whether the target's host is certainly somebody else's. */
export function isForeign(target: string): boolean {
  const { host } = parseTarget(target);
  const isPublicAws = host?.endsWith('.amazonaws.com') && !host.includes('.execute-api.');
  return (
    (host !== undefined && thirdParties.test(host.replace(/:\d+$/, ''))) ||
    isPublicAws === true ||
    (host !== undefined && infrastructureHosts.test(host)) ||
    foreignBase.test(target) ||
    platformApi.test(target)
  );
}

/** Services of a cluster that are no application of its own, by the names that they go by. */
const infrastructureHosts =
  /^(?:[\w-]*-)?(?:pushgateway|prometheus|alertmanager|grafana|loki|tempo|jaeger|elasticsearch|opensearch|kibana|minio|vault|consul|etcd|rabbitmq|kafka|clickhouse|influxdb)(?:-[\w-]+)?(?:\.(?:[\w-]+\.)*(?:svc|cluster\.local|internal))?(?::\d+)?$/;

const foreignBase =
  /^["']?\$\{?\{?\s*(?:\w+\.)?(?:GITHUB_|ACTIONS_|SLACK|DISCORD|SENTRY|HEALTHCHECK|HC_|PING_|TELEGRAM|github\.(?:api|server)_url)/i;

/** Interfaces of hosted backends, which are no endpoints of the workspace. */
const platformApi = /\/(?:rest|auth|storage|graphql)\/v1(?:\/|$|\?)/;

/** Whether the target's host may well be the workspace's own: a path, an unknown base, or an application's address. */
export function isProbablyOwn(target: string, ownHosts: ReadonlySet<string>): boolean {
  const { host, segments } = parseTarget(target);
  if (isForeign(target) || segments.every((segment) => segment === undefined)) return false;
  return host === undefined || ownHosts.has(host) || applicationHosts.test(host);
}

const probes =
  /^(?:health|keep-?alive|healthz|healthcheck|health-check|livez|liveness|ready|readyz|readiness|ping|status|version|metrics|up)$/i;

/** Whether a script, or a worker's code, only looks whether the application is alive. */
export function isProbe(schedule: Schedule): boolean {
  const { segments } = parseTarget(schedule.target);
  const last = segments.at(-1);
  const isScript = ['github-actions', 'kubernetes', 'docker-compose', 'crontab', 'cloudflare'].includes(schedule.scheduler);
  const isLook = schedule.method === 'GET' || schedule.method === 'HEAD';
  if (schedule.byJob && isLook && segments.length === 0) return true;
  return (isScript || schedule.byJob === true) && last !== undefined && probes.test(last) && isLook;
}

/** How specifically a route serves a schedule, see {@link matches}; never for a foreign host. What a rewrite leads to counts a little less. */
export function servesPath({ path, uri }: { readonly path: string; readonly uri: Uri }, schedule: Schedule): number | undefined {
  const direct = matches(path, schedule.target);
  if ((direct === undefined && !schedule.reaches) || isElsewhere(schedule)) return undefined;
  if (!schedule.reaches) return direct;
  const reached = schedule.reaches.flatMap(({ target, folder, dispatches }) => {
    const isHere = !dispatches && (parseTarget(target).host !== undefined || uri.startsWith(`${folder}/`));
    return isHere && !isForeign(target) ? (matches(path, target) ?? []) : [];
  });
  const best = Math.max(...reached.map((points) => points - 1), direct ?? 0);
  return best > 0 ? best : undefined;
}

const isElsewhere = memoized(({ target }: Schedule): boolean => isForeign(target));

/** Hosts inside a cluster or private network, and addresses that platforms give to services. */
const serviceHosts =
  /(?:^|\.)(?:svc|cluster\.local|internal|run\.app|cloudfunctions\.net|execute-api\.[\w-]+\.amazonaws\.com|lambda-url\.[\w-]+\.on\.aws)(?::\d+)?$|^[a-z][\w-]*(?::\d+)?$/;

/** Expressions of infrastructure code that are the address of one of its services. */
const serviceResource = /^\$\{(?:google_cloud_run|google_cloudfunctions|aws_lambda_function_url|aws_apigatewayv2|aws_api_gateway)\w*\./;

/** Whether the target is certainly a service of the same system, by its host or by the resource that its address is taken from. */
export function isOwnService(target: string): boolean {
  if (serviceResource.test(target)) return true;
  const { host } = parseTarget(target);
  return host !== undefined && !isLoopback(host) && serviceHosts.test(host) && !isForeign(target);
}

/** Whether the target is called over plain HTTP on a public network. */
export function isCleartext(target: string): boolean {
  const { host } = parseTarget(target);
  if (host === undefined || !/^http:\/\//i.test(target) || isLoopback(host)) return false;
  const isPrivate =
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|host\.docker\.)|\.(?:svc|local|internal|lan|localhost)(?::\d+)?$/.test(
      host,
    );
  return !isPrivate && /\.[a-z\d-]+(?::\d+)?$/.test(host) && !/\.svc\./.test(host);
}

function isLoopback(host: string): boolean {
  return /^(?:[\w.-]*localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|kong|host\.docker\.internal)(?::\d+)?$/.test(host);
}
