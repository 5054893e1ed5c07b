import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import { httpMethod } from '../model/endpoint';
import type { DeclaredFact, Presented } from '../model/manifestFacts';
import type { Snapshot, SourceText, Span } from '../model/source';
import { literalTrees, parseCode } from '../project/literal';
import { jobMaps, nothingRead, publicSchedule, withExpressions } from '../project/manifest';
import { isCredentialHeader, located, mapPresentation, type Written } from '../project/presented';
import { type Command, shellCommands } from '../project/shellWords';
import { type Block, terraformFile, terraformModule } from '../project/terraform';
import { type Tree, at, entries, items, locate, spanIn, text } from '../project/tree';
import { openServices } from './parts/openServices';

const id = 'google-cloud-scheduler';
const job = 'resource.google_cloud_scheduler_job.';
/** Jobs request with `POST` unless another method is asked for. */
const method = { name: 'httpMethod', otherwise: 'POST' } as const;

/** Google Cloud Scheduler jobs with an HTTP target: Terraform, `gcloud`, set-up scripts and its client library. */
export const googleCloudScheduler: SchedulerAdapter = {
  id,
  name: 'Google Cloud Scheduler',
  homepage: 'https://cloud.google.com/scheduler/docs',
  declaredIn: 'Terraform, `gcloud scheduler jobs`; `createJob()` in code; what functions of `onSchedule()` request',
  manifests:
    /\.tf(?:\.json)?$|\.sh$|(?:^|\/)(?:Makefile|cloudbuild[^/]*\.ya?ml|package\.json)$|\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)[^/]*(?:cron|sched)[^/]*\.[mc]?[jt]s$/i,
  read,
  runs: {
    'firebase-functions/v2/scheduler#onSchedule': { schedule: [0, 'schedule'] },
    'firebase-functions#pubsub.schedule': { schedule: [0] },
  },
  calls: {
    '@google-cloud/scheduler#CloudSchedulerClient().createJob': {
      argument: 0,
      url: ['job', 'httpTarget', 'uri'],
      schedule: ['job', 'schedule'],
      timezone: ['job', 'timeZone'],
      method,
    },
    '@google-cloud/scheduler#v1.CloudSchedulerClient().createJob': {
      argument: 0,
      url: ['job', 'httpTarget', 'uri'],
      schedule: ['job', 'schedule'],
      timezone: ['job', 'timeZone'],
      method,
    },
    '@google-cloud/scheduler#CloudSchedulerClient().updateJob': {
      argument: 0,
      url: ['job', 'httpTarget', 'uri'],
      schedule: ['job', 'schedule'],
      timezone: ['job', 'timeZone'],
      method,
    },
    '@cdktf/provider-google/lib/cloud-scheduler-job#CloudSchedulerJob()': {
      argument: 2,
      url: ['httpTarget', 'uri'],
      schedule: ['schedule'],
      timezone: ['timeZone'],
      method,
    },
    '@pulumi/gcp#cloudscheduler.Job()': { argument: 1, url: ['httpTarget', 'uri'], schedule: ['schedule'], timezone: ['timeZone'], method },
  },
  dialect: 'posix',
  presents: 'google-oidc',
  claims: ['x-cloudscheduler', 'x-cloudscheduler-jobname', 'x-cloudscheduler-scheduletime'],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (terraformFile.test(manifest.uri)) {
    return manifest.text.includes('google_cloud_scheduler_job') ? terraform(manifest, snapshot) : nothingRead;
  }
  if (!/\bscheduler\s+jobs\b/.test(manifest.text)) return nothingRead;
  const schedules = /\.[mc]?[jt]s$/.test(manifest.uri)
    ? literalTrees(parseCode(manifest)).flatMap((tree) => jobMaps(tree, id))
    : commands(manifest);
  return { schedules, problems: [] };
}

function terraform(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  const { own, blocks } = terraformModule(manifest, snapshot);
  const jobs = own.filter(({ key }) => key.startsWith(job));
  const schedules = jobs.flatMap(({ value }) => {
    const address = at(value, 'http_target', 'uri') ?? at(value, 'app_engine_http_target', 'relative_uri');
    const target = text(address);
    const method = text(at(value, 'http_target', 'http_method') ?? at(value, 'app_engine_http_target', 'http_method'))?.toUpperCase();
    if (!address || target === undefined || /\$\{each\./.test(target)) return [];
    const more = {
      schedule: literal(at(value, 'schedule')),
      timezone: literal(at(value, 'time_zone')),
      ...presented(at(value, 'http_target')),
    };
    // Without a method the job posts.
    return [publicSchedule(id, target, address.span, { method: httpMethod(method ?? 'POST'), ...more })];
  });
  const expressions = jobs.map(({ value }) => at(value, 'schedule')).filter((tree) => literal(tree) !== undefined);
  return {
    schedules: withExpressions(id, schedules, expressions),
    problems: [],
    facts: [...accountRights(blocks, jobs), ...openServices(blocks, schedules)],
  };
}

/** What an HTTP target presents: a token of its service account, or a header. A block that is made dynamically may be there or not. */
function presented(target: Tree | undefined): Pick<Schedule, 'presents'> {
  if (!target) return {};
  const token = entries(target).find(({ key }) => /^(?:dynamic\.)?(?:oidc|oauth)_token$/.test(key));
  const headers = at(target, 'headers');
  const isKnown =
    entries(target).every(({ key }) => !key.startsWith('dynamic.')) && (!headers || headers.kind === 'map') && !at(target, 'body');
  const tokens: readonly Presented[] = token ? [{ as: 'token', name: token.key, value: 'reference', span: token.keySpan }] : [];
  return { presents: { credentials: [...tokens, ...mapPresentation(headers)], isComplete: isKnown } };
}

/** Basic roles of the whole project, given to the service account that a job presents. */
function accountRights(resources: readonly Block[], jobs: readonly Block[]): readonly DeclaredFact[] {
  const accounts = new Set(
    jobs.flatMap(({ value: job }) => {
      const email = text(
        at(job, 'http_target', 'oidc_token', 'service_account_email') ?? at(job, 'http_target', 'oauth_token', 'service_account_email'),
      );
      return /\bgoogle_service_account\.([\w-]+)\./.exec(email ?? '')?.[1] ?? [];
    }),
  );
  return resources
    .filter(({ key }) => /^resource\.google_project_iam_(?:member|binding)\./.test(key))
    .flatMap(({ value }) => {
      const role = at(value, 'role');
      const members = [at(value, 'member'), ...items(at(value, 'members'))].map((member) => text(member) ?? '').join(' ');
      const account = /\bgoogle_service_account\.([\w-]+)\./.exec(members)?.[1];
      const name = text(role);
      if (!role || name === undefined || !/^roles\/(?:owner|editor)$/.test(name) || account === undefined || !accounts.has(account))
        return [];
      return [
        {
          kind: 'rights',
          span: role.span,
          role: `The service account \`${account}\` of the job`,
          reason: `\`${name}\` of the whole project`,
        } as const,
      ];
    });
}

function literal(tree: Tree | undefined): string | undefined {
  const value = text(tree);
  return value?.startsWith('${') ? undefined : value;
}

/** `gcloud scheduler jobs create http NAME --uri=… --schedule=…` */
function commands(manifest: SourceText): readonly Schedule[] {
  return shellCommands(manifest.text).flatMap((words) => {
    const start = words.findIndex((word, index) => word.text === 'scheduler' && words[index + 1]?.text === 'jobs');
    const target = start < 0 ? undefined : (option(words, 'uri') ?? option(words, 'relative-url'));
    const first = words[0];
    const last = words.at(-1);
    if (target === undefined || !first || !last) return [];
    const method = option(words, 'http-method')?.toUpperCase() ?? 'POST';
    const span = locate(manifest, spanIn(manifest.uri, first.start, last.end), target);
    return [
      publicSchedule(id, target, span, {
        method: httpMethod(method),
        schedule: option(words, 'schedule'),
        timezone: option(words, 'time-zone'),
        ...presentedByOptions(words, manifest, span),
      }),
    ];
  });
}

/** `--oidc-service-account-email`, `--oauth-…`, `--headers "Authorization=…,X-Api-Key=…"`. */
function presentedByOptions(words: Command, manifest: SourceText, span: Span): Pick<Schedule, 'presents'> {
  const account = words.find(({ text: word }) => /^--(?:oidc|oauth)-service-account-email\b/.test(word));
  const headers = [...(option(words, 'headers') ?? option(words, 'update-headers') ?? '').matchAll(/(?:^|,)\s*([\w-]+)\s*[=:]\s*([^,]*)/g)];
  const tokens: readonly Written[] = account ? [{ as: 'token', name: 'oidc', text: '$' }] : [];
  const written = headers.flatMap(([, name = '', value = '']): readonly Written[] =>
    isCredentialHeader(name) ? [{ as: 'header', name, text: value }] : [],
  );
  const isOpen =
    words.some(({ text: word }) => /^\$|^--(?:message-body|flags-file|headers)|^[^-=]*\$\{?\w+\[/.test(word)) ||
    words[words.length - 1]?.text === '\\';
  return { presents: located([...tokens, ...written], !isOpen, manifest, span) };
}

function option(words: readonly { readonly text: string }[], name: string): string | undefined {
  const index = words.findIndex((word) => word.text === `--${name}` || word.text.startsWith(`--${name}=`));
  const word = words[index]?.text;
  if (word === undefined) return undefined;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[index + 1]?.text;
}
