import type { Snapshot, SourceText, Uri } from '../../model/source';
import { ancestors, dirname, join } from '../../project/paths';
import { type Tree, at, entries, items, text } from '../../project/tree';
import { readYaml } from '../../project/yaml';

/** A step of a workflow, or of what the workflow uses. */
export interface WorkflowStep {
  /** The file that it is written in. */
  readonly source: SourceText;
  readonly step: Tree;
  /** The key of the job of the workflow that it is part of. */
  readonly job: string;
  readonly variables: ReadonlyMap<string, readonly string[]>;
  /** Its job may ask for tokens that say which workflow it is. */
  readonly issuesTokens: boolean;
  /** The conditions of the step and of what is around it. */
  readonly condition: string;
}

type Around = Omit<WorkflowStep, 'step'>;

const deepest = 4;

/** A workflow that has been read. */
interface Workflow {
  readonly source: SourceText;
  readonly workflow: Tree | undefined;
  /** A schedule starts it, so that what only other events run is left out. */
  readonly isScheduled: boolean;
}

/** The steps of a workflow, with those of the workflows and composite actions of the project that it uses. */
export function workflowSteps({ source, workflow, isScheduled }: Workflow, snapshot: Snapshot): readonly WorkflowStep[] {
  const variables = new Map(isScheduled ? [['github.event_name', ['schedule']]] : []);
  return entries(at(workflow, 'jobs')).flatMap(({ key }) =>
    ofWorkflow(workflow, { source, job: key, variables, issuesTokens: false, condition: '' }, snapshot, deepest, key),
  );
}

/** Whether a condition may hold: none of what has to hold compares a known value with another one. */
function mayHold(condition: string | undefined, variables: WorkflowStep['variables']): boolean {
  if (condition === undefined || condition.includes('||')) return true;
  return condition.split('&&').every((part) => {
    const [, name = '', operator, value = ''] = /^[\s(]*(?:\$\{\{)?[\s(]*([\w.-]+)\s*([!=]=)\s*'([^']*)'/.exec(part) ?? [];
    const known = operator === undefined ? undefined : variables.get(name);
    return !known || known.some((one) => (one === value) === (operator === '==')) || known.some((one) => one.includes('${'));
  });
}

/** The steps of all jobs, or of the one with a key. */
function ofWorkflow(workflow: Tree | undefined, around: Around, snapshot: Snapshot, depth: number, only?: string): readonly WorkflowStep[] {
  const shared = new Map([...around.variables, ...texts(at(workflow, 'env'))]);
  const jobs = entries(at(workflow, 'jobs')).filter(({ key }) => only === undefined || key === only);
  return jobs.flatMap(({ value: job }) => {
    if (!mayHold(text(at(job, 'if')), shared)) return [];
    const permissions = at(job, 'permissions') ?? at(workflow, 'permissions');
    const own = {
      ...around,
      variables: new Map([...shared, ...texts(at(job, 'env')), ...matrix(at(job, 'strategy', 'matrix'))]),
      issuesTokens: around.issuesTokens || text(permissions) === 'write-all' || text(at(permissions, 'id-token')) === 'write',
      condition: `${around.condition} ${text(at(job, 'if')) ?? ''}`,
    };
    const used = depth > 0 ? localFile(text(at(job, 'uses')), around.source.uri, snapshot) : undefined;
    if (used) {
      const [called] = readYaml(used).documents;
      const given = inputs(at(called, 'on', 'workflow_call', 'inputs'), at(job, 'with'), own.variables);
      return ofWorkflow(called, { ...own, source: used, variables: given }, snapshot, depth - 1);
    }
    return items(at(job, 'steps')).flatMap((step) => ofStep(step, own, snapshot, depth));
  });
}

function ofStep(step: Tree, around: Around, snapshot: Snapshot, depth: number): readonly WorkflowStep[] {
  if (!mayHold(text(at(step, 'if')), around.variables)) return [];
  const own = {
    ...around,
    variables: new Map([...around.variables, ...texts(at(step, 'env'))]),
    condition: `${around.condition} ${text(at(step, 'if')) ?? ''}`,
  };
  const used = depth > 0 ? localFile(text(at(step, 'uses')), around.source.uri, snapshot) : undefined;
  if (!used) return [{ ...own, step }];
  const [action] = readYaml(used).documents;
  const inner = { ...own, source: used, variables: inputs(at(action, 'inputs'), at(step, 'with'), own.variables) };
  return items(at(action, 'runs', 'steps')).flatMap((one) => ofStep(one, inner, snapshot, depth - 1));
}

/** `./.github/workflows/call.yml`, or the folder of an action; paths begin at the repository. */
function localFile(uses: string | undefined, from: Uri, snapshot: Snapshot): SourceText | undefined {
  if (!uses?.startsWith('./')) return undefined;
  const repository = [...ancestors(dirname(from))].find((folder) => /\/\.(?:github|gitea|forgejo)$/.test(folder));
  const path = join(repository === undefined ? dirname(from) : dirname(repository), uses);
  const found = [path, `${path}/action.yml`, `${path}/action.yaml`].find((uri) => snapshot.files.has(uri));
  return found === undefined ? undefined : snapshot.read(found);
}

/** What `inputs.x` is: what is handed over, or the default. */
function inputs(declared: Tree | undefined, given: Tree | undefined, known: WorkflowStep['variables']): WorkflowStep['variables'] {
  const values = new Map(known);
  for (const { key, value } of entries(declared)) {
    const written = text(at(given, key)) ?? text(at(value, 'default'));
    if (written !== undefined) values.set(`inputs.${key}`, [written]);
  }
  return values;
}

function texts(env: Tree | undefined): readonly (readonly [string, readonly string[]])[] {
  return entries(env).flatMap(({ key, value }) => (text(value) === undefined ? [] : [[key, [text(value) ?? '']] as const]));
}

function matrix(tree: Tree | undefined): Map<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  const add = (key: string, value: Tree) => {
    const own = text(value);
    if (own !== undefined) values.set(`matrix.${key}`, [...(values.get(`matrix.${key}`) ?? []), own]);
    entries(value).forEach((inner) => add(`${key}.${inner.key}`, inner.value));
  };
  for (const { key, value } of entries(tree)) {
    for (const item of items(value)) {
      if (key === 'include') entries(item).forEach((entry) => add(entry.key, entry.value));
      else add(key, item);
    }
  }
  return values;
}
