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
