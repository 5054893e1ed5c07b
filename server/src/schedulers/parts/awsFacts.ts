import type { DeclaredFact } from '../../model/manifestFacts';
import { type Entry, type Tree, at, entries, items, text } from '../../project/tree';
import { connectionSecrets } from './connections';
import { everyRight, sourceAddressLists } from './rights';

/** What a serverless.yml or a template says beside its schedules: rights of scheduled functions, secrets of connections, lists of addresses. */
export function templateFacts(document: Tree): readonly DeclaredFact[] {
  const resources = entries(at(document, 'Resources') ?? at(document, 'resources', 'Resources'));
  const connections = resources.filter(({ value }) => text(at(value, 'Type')) === 'AWS::Events::Connection');
  return [
    ...serverlessRights(document),
    ...resources.flatMap(({ key, value }) =>
      isScheduled(value) ? everyRight([at(value, 'Properties', 'Policies')], functionRole(key)) : [],
    ),
    ...schedulerRights(resources),
    ...connections.flatMap(({ value }) => connectionSecrets(at(value, 'Properties', 'AuthParameters'))),
    ...sourceAddressLists(document),
  ];
}

function functionRole(name: string): string {
  return `The role of the scheduled function \`${name}\``;
}

/** Functions of one service share a role unless they have statements of their own. */
function serverlessRights(document: Tree): readonly DeclaredFact[] {
  const functions = entries(at(document, 'functions')).filter(({ value }) =>
    items(at(value, 'events')).some((event) => at(event, 'schedule') !== undefined),
  );
  const [first] = functions;
  if (!first) return [];
  const role = at(document, 'provider', 'iam', 'role');
  const shared = [at(role, 'statements'), at(role, 'managedPolicies'), at(document, 'provider', 'iamRoleStatements')];
  return [
    ...everyRight(shared, functionRole(first.key)),
    ...functions.flatMap(({ key, value }) => everyRight([at(value, 'iamRoleStatements')], functionRole(key))),
  ];
}

function isScheduled(resource: Tree): boolean {
  const events = entries(at(resource, 'Properties', 'Events'));
  return events.some(({ value }) => /^Schedule(?:V2)?$/.test(text(at(value, 'Type')) ?? ''));
}

/** The role that EventBridge Scheduler assumes, where the template declares it. */
function schedulerRights(resources: readonly Entry[]): readonly DeclaredFact[] {
  const roles = resources
    .filter(({ value }) => text(at(value, 'Type')) === 'AWS::Scheduler::Schedule')
    .flatMap(({ value }) => {
      const arn = at(value, 'Properties', 'Target', 'RoleArn');
      return text(at(arn, 'Fn::GetAtt', 0)) ?? text(arn)?.replace(/\.Arn$/, '') ?? [];
    });
  return resources
    .filter(({ key, value }) => roles.includes(key) && text(at(value, 'Type')) === 'AWS::IAM::Role')
    .flatMap(({ key, value }) =>
      everyRight([at(value, 'Properties', 'Policies'), at(value, 'Properties', 'ManagedPolicyArns')], `The scheduler's role \`${key}\``),
    );
}

/** The same of Terraform's resources, as far as one file tells. */
export function terraformFacts(resources: readonly Entry[]): readonly DeclaredFact[] {
  const of = (type: string): readonly Entry[] => resources.filter(({ key }) => key.startsWith(`${type}.`));
  const functions = of('resource.aws_cloudwatch_event_target').flatMap(
    ({ value }) => reference(at(value, 'arn'), 'aws_lambda_function') ?? [],
  );
  const roles = new Set([
    ...of('resource.aws_scheduler_schedule').flatMap(({ value }) => reference(at(value, 'target', 'role_arn'), 'aws_iam_role') ?? []),
    ...of('resource.aws_lambda_function')
      .filter(({ key }) => functions.includes(nameOf(key)))
      .flatMap(({ value }) => reference(at(value, 'role'), 'aws_iam_role') ?? []),
  ]);
  const isScheduledRule = of('resource.aws_cloudwatch_event_rule').some(({ value }) => at(value, 'schedule_expression') !== undefined);
  const isScheduled = isScheduledRule || of('resource.aws_scheduler_schedule').length > 0;
  const grants = [...of('resource.aws_iam_role_policy'), ...of('resource.aws_iam_role_policy_attachment')].map(({ value }) => ({
    role: reference(at(value, 'role'), 'aws_iam_role'),
    policies: [at(value, 'policy_arn'), document(at(value, 'policy'), resources)],
  }));
  const own = of('resource.aws_iam_role').map(({ key, value }) => ({ role: nameOf(key), policies: [at(value, 'managed_policy_arns')] }));
  return [
    ...(isScheduled ? [...grants, ...own] : []).flatMap(({ role, policies }) =>
      role !== undefined && roles.has(role) ? everyRight(policies, `The role \`${role}\` of a scheduled job`) : [],
    ),
    ...of('resource.aws_cloudwatch_event_connection').flatMap(({ value }) => connectionSecrets(at(value, 'auth_parameters'))),
  ];
}

/** The policy itself, or the data source that it is made from. */
function document(policy: Tree | undefined, resources: readonly Entry[]): Tree | undefined {
  const name = reference(policy, 'data.aws_iam_policy_document');
  return name === undefined ? policy : resources.find(({ key }) => key === `data.aws_iam_policy_document.${name}`)?.value;
}

/** The name of a resource: `cron` of `resource.aws_iam_role.cron`. */
export function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}

/** The name of the resource of a type that an expression refers to. */
export function reference(tree: Tree | undefined, type: string): string | undefined {
  const written = text(tree) ?? '';
  return written.startsWith(`\${${type}.`) ? /^[\w-]+/.exec(written.slice(type.length + 3))?.[0] : undefined;
}
