import type { DeclaredFact } from '../../model/manifestFacts';
import type { Span } from '../../model/source';
import { type Tree, at, entries, items, text } from '../../project/tree';

const administrators = /(?:^|\/|:policy\/)AdministratorAccess$/;

/** A managed policy that allows everything, or a statement that allows every action on everything, wherever it stands below. */
export function everyRight(policies: readonly (Tree | undefined)[], role: string): readonly DeclaredFact[] {
  return policies.flatMap((tree) => {
    if (!tree) return [];
    return [...managed(tree), ...statements(tree)].map(({ span, reason }): DeclaredFact => ({ kind: 'rights', span, role, reason }));
  });
}

interface Grant {
  readonly span: Span;
  readonly reason: string;
}

function managed(tree: Tree): readonly Grant[] {
  return scalars(tree).flatMap((scalar) =>
    administrators.test(text(scalar) ?? '') ? [{ span: scalar.span, reason: 'the policy `AdministratorAccess`' }] : [],
  );
}

/** The text, the texts of a list, and what an intrinsic function (`Fn::Sub`) makes a text of. */
function scalars(tree: Tree | undefined): readonly Tree[] {
  if (!tree) return [];
  if (tree.kind === 'scalar') return [tree];
  return [...items(tree), ...entries(tree).flatMap(({ key, value }) => (/^(?:Fn::\w+)$/.test(key) ? [value] : []))].flatMap(scalars);
}

/** Statements in the words of IAM documents and of Terraform's data source. */
function statements(tree: Tree): readonly Grant[] {
  const inner = [...items(tree), ...entries(tree).map(({ value }) => value)].flatMap(statements);
  const effect = text(at(tree, 'Effect') ?? at(tree, 'effect'));
  const actions = at(tree, 'Action') ?? at(tree, 'actions');
  const resources = at(tree, 'Resource') ?? at(tree, 'resources');
  const all = scalars(actions).find((action) => text(action) === '*' || text(action) === '*:*');
  const isEverything = scalars(resources).some((resource) => text(resource) === '*');
  // Terraform's statements allow unless they say otherwise.
  const allows = effect === 'Allow' || (effect === undefined && at(tree, 'actions') !== undefined);
  const isConditional = at(tree, 'Condition') !== undefined || at(tree, 'condition') !== undefined || at(tree, 'Principal') !== undefined;
  return all && isEverything && allows && !isConditional ? [{ span: all.span, reason: 'every action on every resource' }, ...inner] : inner;
}

/** Paths of an API that a resource policy opens to a list of addresses: `aws:SourceIp` in a statement about everybody. */
export function sourceAddressLists(tree: Tree): readonly DeclaredFact[] {
  const inner = [...items(tree), ...entries(tree).map(({ value }) => value)].flatMap(sourceAddressLists);
  const effect = text(at(tree, 'Effect'));
  // Either some addresses are allowed, or all others are denied.
  const condition = at(tree, 'Condition', effect === 'Deny' ? 'NotIpAddress' : 'IpAddress');
  const source = entries(condition).find(({ key }) => key === 'aws:SourceIp');
  const everybody = at(tree, 'Principal', 'AWS') ?? at(tree, 'Principal');
  if (!source || effect === undefined || text(everybody) !== '*') return inner;
  const paths = scalars(at(tree, 'Resource')).flatMap((resource) => {
    // `execute-api:/STAGE/METHOD/path`, with or without the words before.
    const path = /execute-api:[^/]*\/[^/]+\/[^/]+(\/[^*]+)/.exec(text(resource) ?? '')?.[1];
    return path === undefined ? [] : [path];
  });
  return [...inner, ...paths.map((path): DeclaredFact => ({ kind: 'address-list', span: source.keySpan, setting: 'aws:SourceIp', path }))];
}
