import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { Snapshot, SourceText } from '../model/source';
import { nothingRead, publicSchedule, scriptSchedules, withExpressions } from '../project/manifest';
import { type Tree, at, items, text } from '../project/tree';
import { readYaml } from '../project/yaml';
import { type WorkflowStep, workflowSteps } from './parts/workflowSteps';

const id = 'github-actions';

/** GitHub Actions workflows that run on a schedule and request a URL. */
export const githubActions: SchedulerAdapter = {
  id,
  name: 'GitHub Actions',
  homepage: 'https://docs.github.com/actions',
  declaredIn: '`.github/workflows`: `schedule`, also commented out, with `curl`, `wget`, `fetch` or a script of the project, `matrix`',
  manifests: /(?:^|\/)\.(?:github|gitea|forgejo)\/workflows\/[^/]+\.ya?ml$/,
  read,
  calls: {},
  dialect: 'posix',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/\bschedule\b|cron/i.test(manifest.text)) return nothingRead;
  const { documents, problems } = readYaml(manifest);
  const workflow = documents[0];
  // YAML 1.1 reads the key `on` as `true`.
  const expressions = items(at(workflow, 'on', 'schedule') ?? at(workflow, 'true', 'schedule')).map((entry) => at(entry, 'cron'));
  const crons = expressions.flatMap((cron) => text(cron) ?? []);
  const isCron = crons.length > 0 || isRetired(manifest) || namesCron(text(at(workflow, 'name')));
  const schedules = workflowSteps({ source: manifest, workflow, isScheduled: crons.length > 0 }, snapshot).flatMap((one) => {
    if (!isCron && !namesCron(one.job)) return [];
    const presents = one.issuesTokens && !sendsSecret(one.step);
    return stepCrons(one.condition, crons)
      .flatMap((schedule) => requests(one, snapshot, schedule))
      .map((found): Schedule => (presents ? { ...found, scheme: 'github-oidc' } : found));
  });
  // A scheduled test calls the application that it has started itself.
  const own = schedules.filter(({ target }) => !/^https?:\/\/(?:[\w.-]*localhost|127\.0\.0\.1|0\.0\.0\.0)\b/.test(target));
  return { schedules: withExpressions(id, own, expressions), problems };
}

/** Whether the schedule of a workflow that only people start now is commented out. */
function isRetired({ text: yaml }: SourceText): boolean {
  return /^\s*#[\s#]*-\s*cron\s*:/m.test(yaml);
}

/** Whether a workflow or job says that it is what a scheduler does, also where something else starts it. */
function namesCron(name: string | undefined): boolean {
  return /(?:^|[^a-z])cron(?:s|[\s_-]?jobs?)?(?![a-z])/i.test(name ?? '');
}

function sendsSecret(step: Tree): boolean {
  return /\bauthorization\b[^\n]*\bsecrets\./i.test(text(at(step, 'run')) ?? '');
}

const deployment = /\b(?:functions|vercel|wrangler|netlify|fly|flyctl|railway|run|app)\s+(?:deploy|publish|up)\b|\bvercel\s+--prod\b/;

function requests({ step, source, variables }: WorkflowStep, snapshot: Snapshot, schedule: string | undefined): readonly Schedule[] {
  const run = at(step, 'run') ?? at(step, 'with', 'script');
  if (run) {
    const value = unformatted(text(run) ?? '');
    const found = scriptSchedules(id, { source, value, span: run.span, variables }, snapshot, { schedule });
    // Whoever deploys looks afterwards whether it answers.
    return deployment.test(value) ? found.filter(({ method }) => method !== 'GET') : found;
  }
  const address = at(step, 'with', 'url') ?? at(step, 'with', 'uri') ?? at(step, 'with', 'endpoint');
  if (!text(at(step, 'uses')) || !address) return [];
  const call = {
    source,
    value: `curl -X ${text(at(step, 'with', 'method')) ?? 'GET'} "${text(address) ?? ''}"`,
    span: address.span,
    variables,
  };
  // The command is made up: the address stands where the input does.
  return scriptSchedules(id, call, snapshot, { schedule }).map((found) =>
    // What the action itself adds is not known.
    publicSchedule(id, found.target, address.span, { method: found.method, schedule }),
  );
}

/** `${{ format('{0}/jobs', vars.URL) }}` as the text that it makes. */
function unformatted(script: string): string {
  return script.replace(/\$\{\{\s*format\('([^']*)'[^}]*\)\s*\}\}/g, (_, format: string) => format.replace(/\{\d+\}/g, '${_}'));
}

/** A step or job may ask which of the schedules started it. */
function stepCrons(condition: string, crons: readonly string[]): readonly (string | undefined)[] {
  if (crons.length === 0) return [undefined];
  const named = crons.filter((cron) => condition.includes(`'${cron}'`));
  return named.length > 0 && condition.includes('github.event.schedule ==') ? named : crons;
}
