import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { HttpMethod } from '../model/endpoint';
import type { SourceText } from '../model/source';
import { readHcl } from '../project/hcl';
import { literalTrees, parseCode } from '../project/literal';
import { jobMaps, nothingRead, publicSchedule } from '../project/manifest';
import { shellCommands } from '../project/shellWords';
import { type Tree, at, entries, locate, spanIn, text } from '../project/tree';

const id = 'google-cloud-scheduler';
const methods: readonly HttpMethod[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Google Cloud Scheduler jobs with an HTTP target: Terraform, `gcloud`, set-up scripts and its client library. */
export const googleCloudScheduler: SchedulerAdapter = {
  id,
  name: 'Google Cloud Scheduler',
  homepage: 'https://cloud.google.com/scheduler/docs',
  manifests:
    /\.tf$|\.sh$|(?:^|\/)(?:Makefile|cloudbuild[^/]*\.ya?ml|package\.json)$|\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)[^/]*(?:cron|sched)[^/]*\.[mc]?[jt]s$/i,
  read,
  calls: {
    '@google-cloud/scheduler#CloudSchedulerClient().createJob': {
      argument: 0,
      url: ['job', 'httpTarget', 'uri'],
      schedule: ['job', 'schedule'],
    },
    '@google-cloud/scheduler#v1.CloudSchedulerClient().createJob': {
      argument: 0,
      url: ['job', 'httpTarget', 'uri'],
      schedule: ['job', 'schedule'],
    },
    '@pulumi/gcp#cloudscheduler.Job()': { argument: 1, url: ['httpTarget', 'uri'], schedule: ['schedule'] },
  },
  presents: 'oidc',
  claims: ['x-cloudscheduler', 'x-cloudscheduler-jobname', 'x-cloudscheduler-scheduletime'],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText): ManifestReading {
  if (manifest.uri.endsWith('.tf')) {
    return manifest.text.includes('google_cloud_scheduler_job') ? { schedules: terraform(manifest), problems: [] } : nothingRead;
  }
  if (!/\bscheduler\s+jobs\b/.test(manifest.text)) return nothingRead;
  const schedules = /\.[mc]?[jt]s$/.test(manifest.uri)
    ? literalTrees(parseCode(manifest)).flatMap((tree) => jobMaps(tree, id))
    : commands(manifest);
  return { schedules, problems: [] };
}

function terraform(manifest: SourceText): readonly Schedule[] {
  const file = readHcl(manifest);
  const jobs = entries(file).filter(({ key }) => key.startsWith('resource.google_cloud_scheduler_job.'));
  const named = jobs.flatMap(({ value: job }) => {
    const address = at(job, 'http_target', 'uri') ?? at(job, 'app_engine_http_target', 'relative_uri');
    const target = text(address);
    const method = text(at(job, 'http_target', 'http_method') ?? at(job, 'app_engine_http_target', 'http_method'))?.toUpperCase();
    if (!address || target === undefined) return [];
    const more = { schedule: literal(at(job, 'schedule')), timezone: literal(at(job, 'time_zone')) };
    // Without a method the job posts.
    return [publicSchedule(id, target, address.span, { method: methods.find((known) => known === (method ?? 'POST')), ...more })];
  });
  // With `for_each` the addresses stand in a map of jobs.
  const each = named.some(({ target }) => /\beach\./.test(target)) ? jobMaps(file, id).filter(({ target }) => !target.startsWith('$')) : [];
  return [...named.filter(({ target }) => !/\beach\./.test(target)), ...each];
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
        method: methods.find((known) => known === method),
        schedule: option(words, 'schedule'),
        timezone: option(words, 'time-zone'),
      }),
    ];
  });
}

function option(words: readonly { readonly text: string }[], name: string): string | undefined {
  const index = words.findIndex((word) => word.text === `--${name}` || word.text.startsWith(`--${name}=`));
  const word = words[index]?.text;
  if (word === undefined) return undefined;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[index + 1]?.text;
}
