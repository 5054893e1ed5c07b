import type { Binding, Verification } from './access';

/** Libraries reject an expired token by themselves; one that is told not to says so in its weaknesses. */
const expected: Readonly<Record<'jwt' | 'oidc' | 'opaque', readonly Binding[]>> = {
  jwt: ['issuer', 'audience'],
  oidc: ['issuer', 'audience', 'caller'],
  opaque: [],
};

/** What a token must be bound to and is not, so that it means this caller and this service. */
export function missingBindings({ credential, binds }: Verification): readonly Binding[] {
  return credential.kind === 'token' ? expected[credential.format].filter((binding) => !binds.includes(binding)) : [];
}

/**
 * Claims that say whose token it is: those of RFC 7519 and OpenID Connect, the clients' of OAuth, and those of the workloads that GitHub, GitLab,
 * Google, Microsoft and Kubernetes issue tokens to. That an address was verified, a branch or an environment names nobody.
 */
const ofCaller = new Set(
  (
    'sub email uid user_id userId id azp appid appId client_id cid oid tid hd username preferred_username role roles groups scope scp permissions ' +
    'admin orgId orgRole repository repository_id repository_owner repository_owner_id job_workflow_ref workflow_ref actor actor_id ' +
    'project_path project_id namespace_path namespace_id kubernetes.io google'
  ).split(' '),
);

/** What a verified token is bound to once this claim of it is compared; `undefined` for claims that bind it to nothing. */
export function claimBinding(claim: string): Binding | undefined {
  if (claim === 'aud') return 'audience';
  if (claim === 'iss') return 'issuer';
  return ofCaller.has(claim) ? 'caller' : undefined;
}

/** Issuers that sign tokens for everybody who has an account, and where their keys are: what such a token says about its holder decides. */
const sharedIssuer =
  /^(?:https:\/\/)?(?:token\.actions\.githubusercontent\.com|accounts\.google\.com|www\.googleapis\.com\/oauth2|gitlab\.com|login\.microsoftonline\.com\/(?:common|organizations|consumers))(?:\/|$)/;

/** Whether a text is an issuer that everybody can have tokens from, or the address of its keys. */
export function isSharedIssuer(text: string): boolean {
  return sharedIssuer.test(text);
}
