import type { DeclaredFact } from '../../model/manifestFacts';
import type { Schedule } from '../../model/scheduling';
import type { Span } from '../../model/source';
import type { Block } from '../../project/terraform';
import { type Tree, at, entries, isTrue, items, text } from '../../project/tree';

/** A setting that lets everybody call a service, which is named by a resource or by its own name. */
interface Opening {
  readonly service: string | undefined;
  readonly span: Span;
  readonly grant: string;
}

const services = /^resource\.((?:google_cloud_run(?:_v2)?_service|google_cloudfunctions2?_function)\.[\w-]+)$/;
const grants =
  /^resource\.(google_cloud_run(?:_v2)?_service|google_cloudfunctions2?_function|google_cloud_run)_iam_(?:member|binding|policy)\./;

/** Services of a Terraform module that its schedules call, and that everybody may invoke. */
export function openServices(blocks: readonly Block[], schedules: readonly Schedule[]): readonly DeclaredFact[] {
  const declared = blocks.flatMap(({ key, value }) => {
    const resource = services.exec(key)?.[1];
    return resource === undefined ? [] : [{ resource, name: text(at(value, 'name')), value }];
  });
  const openings = [
    ...blocks.flatMap((block) => granted(block, blocks)),
    ...declared.flatMap(({ resource, value }) => {
      const setting = at(value, 'invoker_iam_disabled');
      return setting && isTrue(setting) ? [{ service: resource, span: setting.span, grant: '`invoker_iam_disabled`' }] : [];
    }),
    ...blocks.flatMap(openAddress),
  ];
  return openings.flatMap(({ service, span, grant }): readonly DeclaredFact[] => {
    const resource =
      declared.find((one) => one.resource === service || (one.name !== undefined && one.name === service))?.resource ?? service;
    const requests = resource === undefined ? [] : schedules.filter(({ target }) => target.startsWith(`\${${resource}.`));
    if (resource === undefined || requests.length === 0) return [];
    const name = resource.slice(resource.indexOf('.') + 1);
    return [{ kind: 'open-service', span, service: name, grant, requests: requests.map(({ declaredAt }) => declaredAt) }];
  });
}

/** A grant to everybody: of a resource of its own, or of the policy that one is given. */
function granted({ key, value }: Block, blocks: readonly Block[]): readonly Opening[] {
  if (!grants.test(key)) return [];
  const policy = /\bdata\.google_iam_policy\.([\w-]+)/.exec(text(at(value, 'policy_data')) ?? '')?.[1];
  const bindings = policy === undefined ? [value] : policyBindings(blocks, policy);
  const service = serviceOf(at(value, 'name') ?? at(value, 'service') ?? at(value, 'cloud_function'));
  return bindings
    .filter((binding) => text(at(binding, 'role'))?.endsWith('invoker') === true)
    .flatMap((binding) => [at(binding, 'member'), ...items(at(binding, 'members'))])
    .flatMap((member) => {
      const name = text(member);
      return member && /^all(?:Authenticated)?Users$/.test(name ?? '') ? [{ service, span: member.span, grant: `\`${name}\`` }] : [];
    });
}

function policyBindings(blocks: readonly Block[], policy: string): readonly Tree[] {
  return blocks
    .filter(({ key }) => key === `data.google_iam_policy.${policy}`)
    .flatMap(({ value }) => entries(value).flatMap((entry) => (entry.key === 'binding' ? [entry.value] : [])));
}

/** `google_cloud_run_v2_service.api` of a reference, or the name that is written. */
function serviceOf(tree: Tree | undefined): string | undefined {
  const written = text(tree);
  return /^\$\{(\w+\.[\w-]+)\./.exec(written ?? '')?.[1] ?? written;
}

/** An address of a function of AWS that asks for nothing. */
function openAddress({ key, value }: Block): readonly Opening[] {
  const type = at(value, 'authorization_type');
  if (!key.startsWith('resource.aws_lambda_function_url.') || !type || text(type) !== 'NONE') return [];
  return [{ service: key.slice('resource.'.length), span: type.span, grant: '`authorization_type = "NONE"`' }];
}
