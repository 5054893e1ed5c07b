import type { ManifestReading, Schedule, SchedulerAdapter } from '../model/adapters';
import type { DeclaredFact } from '../model/manifestFacts';
import type { Snapshot, SourceText } from '../model/source';
import { chartValues, withValues } from '../project/helm';
import { infrastructureFile } from '../project/infrastructure';
import { constructedTrees, parseCode } from '../project/literal';
import { jobMaps, nothingRead, publicSchedule, scriptSchedules, withExpressions } from '../project/manifest';
import { type Tree, at, entries, items, text, walk } from '../project/tree';
import { readYaml } from '../project/yaml';

const id = 'kubernetes';

const written =
  /^(?!.*\.github\/).*(?:(?:k8s|kube|helm|chart|deploy|manifest|infra|ops|overlay|base|template|cron|argo|dapr)[^/]*\/.*|(?:^|\/)[^/]*(?:cron|job|schedul|values|k8s|kube|deploy|ingress|manifest)[^/]*)\.ya?ml$/i;

/** Code that makes resources: with Pulumi or cdk8s. */
const jobCode = new RegExp(
  `${infrastructureFile.source}|(?:^|\\/)(?:k8s|kube\\w*|cdk8s|charts?)\\/(?:.+\\/)?[^/]+(?<!\\.d)\\.ts$|(?:^|\\/)[^/]*(?:chart|cdk8s|k8s|cronjob)[^/]*(?<!\\.d)\\.ts$`,
  'i',
);

/** Kubernetes CronJobs (also Argo's CronWorkflow and Dapr's cron binding) and the values files of Helm charts. */
export const kubernetes: SchedulerAdapter = {
  id,
  name: 'Kubernetes CronJob',
  homepage: 'https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/',
  declaredIn: '`CronJob` with `curl` or `wget`, Helm templates and `values.yaml`, Pulumi and cdk8s',
  manifests: new RegExp(`${written.source}|${jobCode.source}`, 'i'),
  read,
  calls: {},
  dialect: 'five',
  presents: 'none',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (manifest.uri.endsWith('.ts')) return inCode(manifest, snapshot);
  const isValues = /(?:^|\/)values[^/]*\.ya?ml$/.test(manifest.uri) && /schedule|cron/i.test(manifest.text);
  const facts = ingressLists(manifest);
  if (!isValues && !/kind:\s*["']?(?:CronJob|CronWorkflow)\b|bindings\.cron/.test(manifest.text))
    return facts.length > 0 ? { ...nothingRead, facts } : nothingRead;
  const { documents, problems } = readYaml(manifest);
  if (isValues) return { schedules: documents.flatMap((document) => jobMaps(document, id)), problems, facts };
  const values = chartValues(manifest.uri, snapshot);
  const filled = values ? documents.map((document) => withValues(document, manifest, values)) : documents;
  // Jobs that the values file lists as a whole are read there.
  const listed = new Set(jobMaps(values, id).map(jobKey));
  const maps = configMaps(filled);
  const schedules = filled.flatMap((document) => [...walk(document)].flatMap((tree) => readResource(tree, manifest, snapshot, maps)));
  return { schedules: schedules.filter((schedule) => !listed.has(jobKey(schedule))), problems, facts };
}

function jobKey({ target, schedule }: Schedule): string {
  return `${schedule ?? ''} ${target}`;
}

/** Settings that the file keeps apart from the job, by the name of their map. */
function configMaps(documents: readonly Tree[]): ReadonlyMap<string, Tree | undefined> {
  const maps = documents.filter((document) => text(at(document, 'kind')) === 'ConfigMap');
  return new Map(maps.map((map) => [text(at(map, 'metadata', 'name')) ?? '', at(map, 'data')]));
}

function readResource(
  resource: Tree,
  manifest: SourceText,
  snapshot: Snapshot,
  maps: ReadonlyMap<string, Tree | undefined>,
): readonly Schedule[] {
  const kind = text(at(resource, 'kind'));
  const spec = at(resource, 'spec');
  if (kind === 'Component' && text(at(spec, 'type')) === 'bindings.cron') return daprBinding(resource, spec);
  return kind === 'CronJob' || kind === 'CronWorkflow' ? readJob(spec, manifest, snapshot, maps) : [];
}

function readJob(
  spec: Tree | undefined,
  manifest: SourceText,
  snapshot: Snapshot,
  maps: ReadonlyMap<string, Tree | undefined>,
): readonly Schedule[] {
  const first = at(spec, 'schedule') ?? at(spec, 'schedules', 0);
  const schedule = text(first);
  const more = {
    schedule: schedule?.startsWith('${_') ? undefined : schedule,
    timezone: text(at(spec, 'timeZone') ?? at(spec, 'timezone')),
  };
  const requested = [...walk(spec)].flatMap((tree) => {
    const command = [...items(at(tree, 'command')), ...items(at(tree, 'args'))];
    const variables = environment(tree, maps);
    return [...commandScripts(command), ...keptScripts(command, maps)].flatMap(({ value, span }) => {
      // Kubernetes itself puts `$(NAME)` in where it knows the variable.
      const known = value.replace(/\$\((\w+)\)/g, (written, name: string) => variables.get(name)?.[0] ?? written);
      return scriptSchedules(id, { source: manifest, value: known, span, variables }, snapshot, more);
    });
  });
  return withExpressions(id, requested, more.schedule === undefined ? [] : [first]);
}

/** `new k8s.batch.v1.CronJob('name', { spec })`, `new KubeCronJob(this, 'name', { spec })`, with what they are given. */
function inCode(source: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/\bcdk8s\b|@pulumi\/kubernetes/.test(source.text) || !source.text.includes('CronJob')) return nothingRead;
  const resources = constructedTrees(parseCode(source), /\b(?:Kube)?CronJob$/);
  return {
    schedules: resources.flatMap((resource) => readJob(at(resource, 'spec') ?? resource, source, snapshot, new Map())),
    problems: [],
  };
}

/** `sh -c script` gives the script; any other words are one command. */
function commandScripts(words: readonly Tree[]): readonly { readonly value: string; readonly span: Tree['span'] }[] {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return [];
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(text(word) ?? ''));
  const isShell = /(?:^|\/)(?:ba|a|da|z)?sh$/.test(text(first) ?? '') && flag > 0;
  if (isShell) return words.slice(flag + 1, flag + 2).map((word) => ({ value: text(word) ?? '', span: word.span }));
  const multiline = words.filter((word) => text(word)?.includes('\n') ?? false);
  if (multiline.length > 0) return multiline.map((word) => ({ value: text(word) ?? '', span: word.span }));
  const program = /(?:^|\/)(?:curl|wget|http|sh|bash|node)$|\.sh$/.test(text(first) ?? '') ? '' : 'curl ';
  const value = program + words.map((word) => `"${(text(word) ?? '').replace(/"/g, '\\"')}"`).join(' ');
  return [{ value, span: { ...first.span, end: last.span.end } }];
}

/** Scripts that a command runs by their file name and that a map of the same file keeps under it. */
function keptScripts(words: readonly Tree[], maps: ReadonlyMap<string, Tree | undefined>): ReturnType<typeof commandScripts> {
  const names = words.flatMap((word) => (text(word) ?? '').match(/[\w.-]+\.(?:sh|py|[mc]?js)\b/g) ?? []);
  return [...maps.values()].flatMap((map) =>
    names.flatMap((name) => {
      const script = at(map, name);
      const value = text(script);
      return script && value !== undefined ? [{ value, span: script.span }] : [];
    }),
  );
}

/** A container's variables: written, or taken from maps of the same file. */
function environment(container: Tree, maps: ReadonlyMap<string, Tree | undefined>): Map<string, readonly string[]> {
  const shared = items(at(container, 'envFrom')).flatMap((from) => entries(maps.get(text(at(from, 'configMapRef', 'name')) ?? '')));
  const own = items(at(container, 'env')).map((entry) => {
    const from = at(entry, 'valueFrom', 'configMapKeyRef');
    const kept = from && at(maps.get(text(at(from, 'name')) ?? ''), text(at(from, 'key')) ?? '');
    return { key: text(at(entry, 'name')) ?? '', value: at(entry, 'value') ?? kept };
  });
  return new Map(
    [...shared, ...own].flatMap(({ key, value }) => {
      const written = text(value);
      return key !== '' && written !== undefined ? [[key, [written]]] : [];
    }),
  );
}

/** Dapr posts to the route, by default the component's name. */
function daprBinding(resource: Tree, spec: Tree | undefined): readonly Schedule[] {
  const settings = new Map(items(at(spec, 'metadata')).map((entry) => [text(at(entry, 'name')), at(entry, 'value')]));
  const name = settings.get('route') ?? at(resource, 'metadata', 'name');
  const target = text(name);
  if (!name || target === undefined || entries(resource).length === 0) return [];
  return [
    publicSchedule(id, target.startsWith('/') ? target : `/${target}`, name.span, {
      method: 'POST',
      schedule: text(settings.get('schedule')),
    }),
  ];
}

const addressLists =
  /^(?:nginx\.ingress\.kubernetes\.io\/(?:whitelist|allowlist)-source-range|haproxy\.org\/(?:whitelist|allow-list)|ingress\.kubernetes\.io\/whitelist-source-range|alb\.ingress\.kubernetes\.io\/inbound-cidrs)$/;
const authentication = /\/(?:auth-|enable-opa|jwt|oauth|oidc)|auth-middleware|middlewares$/;

/** Paths of an Ingress that only a list of addresses protects. */
function ingressLists(manifest: SourceText): readonly DeclaredFact[] {
  if (!/kind:\s*["']?Ingress\b/.test(manifest.text) || !/source-range|allow-list|whitelist|inbound-cidrs/.test(manifest.text)) return [];
  return readYaml(manifest).documents.flatMap((ingress) => {
    const annotations = entries(at(ingress, 'metadata', 'annotations'));
    const list = annotations.find(({ key }) => addressLists.test(key));
    const isOpen = !list || /(?:^|[,\s])0\.0\.0\.0\/0/.test(text(list.value) ?? '');
    if (text(at(ingress, 'kind')) !== 'Ingress' || isOpen || annotations.some(({ key }) => authentication.test(key))) return [];
    const paths = items(at(ingress, 'spec', 'rules')).flatMap((rule) =>
      items(at(rule, 'http', 'paths')).flatMap((path) => text(at(path, 'path')) ?? []),
    );
    return paths.map((path): DeclaredFact => ({
      kind: 'address-list',
      span: list.keySpan,
      setting: list.key,
      path: path.replace(/\(.*$/, ''),
    }));
  });
}
