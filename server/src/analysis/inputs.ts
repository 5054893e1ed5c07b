import type { Context } from './context';
import { findIn, isInput, partsOf, type InputValue, type Literal, type Value } from './value';

/** A piece that was split at a colon: a user's name, and then the password. */
export const pair = 'name:password';

/** Headers that state where a request came from; sources: HTTP proxies' and platforms' documentation. */
const networkHeaders: ReadonlySet<string> = new Set([
  'x-forwarded-for',
  'x-real-ip',
  'x-client-ip',
  'cf-connecting-ip',
  'cf-connecting-ipv6',
  'cf-pseudo-ipv4',
  'true-client-ip',
  'fastly-client-ip',
  'x-cluster-client-ip',
  'x-forwarded',
  'forwarded-for',
  'forwarded',
  'x-appengine-user-ip',
  'x-azure-clientip',
  'x-envoy-external-address',
  'x-original-forwarded-for',
  'x-vercel-forwarded-for',
  'x-vercel-proxied-for',
  'fly-client-ip',
  'do-connecting-ip',
  'x-nf-client-connection-ip',
  'upstash-caller-ip',
]);

/** Headers about the request that any client writes as it likes. */
const genericClaims: ReadonlySet<string> = new Set([
  'user-agent',
  'referer',
  'origin',
  'x-requested-with',
  'sec-fetch-site',
  'sec-fetch-mode',
  'x-middleware-subrequest',
  // What proxies and meshes say of the caller; whoever reaches the server past them says it too.
  'x-client-verify',
  'x-ssl-client-verify',
  'ssl-client-verify',
  'x-ssl-client-s-dn',
  'ssl-client-subject-dn',
  'x-client-dn',
  'x-client-cn',
  'x-client-cert',
  'x-client-certificate',
  'x-arr-clientcert',
  'x-amzn-mtls-clientcert',
  'x-amzn-mtls-clientcert-subject',
  'x-forwarded-client-cert',
  'l5d-client-id',
  'x-remote-user',
  'x-forwarded-user',
  'x-forwarded-email',
  'x-auth-request-user',
  'x-auth-request-email',
  'x-goog-authenticated-user-email',
  'x-ms-client-principal',
  'x-ms-client-principal-name',
  'x-amzn-oidc-identity',
  'cf-access-authenticated-user-email',
  'tailscale-user-login',
]);

/** The method that an endpoint is registered for, as code that asks the request for it sees it. */
export function methodServed(method: string): Literal {
  return { kind: 'literal', value: method, span: undefined, isMethod: true };
}

/** Whether a header looks like an identity without proving one. */
export function isClaimHeader(context: Context, name: string): boolean {
  return (
    genericClaims.has(name) ||
    context.claims.has(name) ||
    /^x-internal|^x-envoy-internal$|^x-from-|^x-scheduled|^x-cron$|^x-is-cron|^x-trusted|-bypass$/.test(name)
  );
}

/** Whether a parameter, field or cookie that is compared with a constant says who calls, or that no check is needed. */
export function isIdentityClaim(input: InputValue, constant: string): boolean {
  if (input.input !== 'query' && input.input !== 'body' && input.input !== 'cookie') return false;
  const field = /[\w-]+$/.exec(input.name || input.part)?.[0] ?? '';
  return (
    /^(is_?)?(internal|source|caller|from|trusted|system|cron|scheduler|scheduled|bypass|skip_?auth)$/i.test(field.replaceAll('-', '_')) ||
    /^(vercel-?)?(cron(-?job)?|scheduler|internal|system)$/i.test(constant)
  );
}

/** Whether a header names the host that was asked for. */
export function isHostHeader(name: string): boolean {
  return name === 'host' || name === 'x-forwarded-host';
}

/** Whether a name is one that credentials go by. */
export function isCredentialName(name: string): boolean {
  // What protects forms is sent by the page itself and is no secret of the caller.
  if (/csrf|xsrf/i.test(name)) return false;
  return /auth|secret|token|key|passw|credential|signature|bearer|hmac|(^|[-_.])sig($|[-_.])/i.test(name);
}

/** Whether a header states an address. */
function isNetworkHeader(name: string): boolean {
  return networkHeaders.has(name);
}

/** The input that a value carries, if any. */
export function inputIn(value: Value): InputValue | undefined {
  return findIn(value, isInput);
}

/** Whether a value is what the caller sends and nothing else: the caller knows it, whatever it is. */
export function isSent(value: Value): boolean {
  if (value.kind !== 'derived' && value.kind !== 'text') return value.kind === 'input';
  const parts = partsOf(value).filter(({ kind }) => kind !== 'literal');
  return parts.length > 0 && parts.every(isSent);
}

/** Every input that a value was made from. */
export function inputsOf(value: Value): readonly InputValue[] {
  const found: InputValue[] = [];
  findIn(value, (part): part is InputValue => {
    if (isInput(part)) found.push(part);
    return false;
  });
  return found;
}

/** What kind of statement an input makes when it decides. */
export function roleOf(context: Context, value: InputValue): 'network' | 'host' | 'claim' | 'method' | 'credential' {
  if (value.input === 'network' || (value.input === 'header' && isNetworkHeader(value.name))) return 'network';
  if (value.input === 'host' || (value.input === 'header' && isHostHeader(value.name))) return 'host';
  if (value.input === 'header' && isClaimHeader(context, value.name)) return 'claim';
  return value.input === 'method' || value.input === 'url' ? 'method' : 'credential';
}

/** Whether a value carries what a check needs: the request, a credential, the secret it is compared with, or the way on. */
export function ofRequest(value: Value): boolean {
  return (
    findIn(
      value,
      (part): part is Value =>
        part.kind === 'shaped' ||
        part.kind === 'native' ||
        part.kind === 'function' ||
        (part.kind === 'env' && isCredentialName(part.name)) ||
        (part.kind === 'input' && mayProve(part)),
      2,
    ) !== undefined
  );
}

function mayProve(input: InputValue): boolean {
  return input.input === 'header' || input.input === 'cookie' || input.input === 'network' || input.name === ''
    ? !input.derived || input.input !== 'body'
    : isCredentialName(input.name);
}
