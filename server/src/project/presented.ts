import type { Presentation, Presented } from '../model/manifestFacts';
import type { SourceText, Span } from '../model/source';
import { type Tree, entries, locate, text } from './tree';

/** Headers that carry a credential. */
export function isCredentialHeader(name: string): boolean {
  return (
    /^(?:proxy-)?authorization$|api[-_]?key|secret|token|password|(?:auth|access)-key|^x-auth$/i.test(name) && !/csrf|xsrf/i.test(name)
  );
}

/** Parameters and fields that carry a credential; positions in lists of results are called tokens too. */
export function isCredentialField(name: string): boolean {
  return (
    /^(?:key|auth|pwd|pass)$|(?:^|[_-])(?:secret|token|password|passwd|apikey|(?:api|access|auth|cron|secret)[_-]?key)$|(?:Secret|Token|Password|ApiKey|AccessKey)$/i.test(
      name,
    ) && !/page|next|cursor|sync|continuation/i.test(name)
  );
}

/** Whether the secret itself is written there. */
export function valueKind(written: string): Presented['value'] {
  const value = written.replace(/^(?:Bearer|Basic|Token|ApiKey)\s+/i, '').trim();
  const isUnknown = /[$<>`\s%]|\{\{|\(\(|#\{|__\w+__|\.\.\.|\u2026|\*\*/.test(value);
  return isUnknown || value.length < 8 || placeholder.test(value) || isPublicKey(value) ? 'reference' : 'literal';
}

const placeholder =
  /your|change[-_]?me|change|example|placeholder|x{3,}|dummy|todo|replace|insert|redacted|secret[-_]?here|^(?:test|dev|local|fake|my[-_]|demo|sample|some[-_])|^[A-Z][A-Z_]*$|^(?:undefined|null|password|secret|authorization)$|^(?:sb_publishable_|pk_)/i;

/** Keys that are made for browsers: Supabase's anonymous key, and those of its local demonstration. */
function isPublicKey(value: string): boolean {
  const claims = /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(value)?.[1];
  return claims !== undefined && /"role":"anon"|"iss":"supabase-demo"/.test(decoded(claims));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The ASCII text of base64url. */
function decoded(base64: string): string {
  const bits = [...base64].map((char) => Math.max(0, digits.indexOf(char)).toString(2).padStart(6, '0')).join('');
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

/** Credentials in an address: query parameters, and the password before the host. */
export function urlCredentials(target: string, source: SourceText, span: Span): readonly Presented[] {
  const query = /\?([^#]*)/.exec(target)?.[1] ?? '';
  const parameters = [...query.matchAll(/(?:^|&)([\w-]+)=((?:\$\{\{.*?\}\}|\$\([^)]*\)|[^&])+)/g)].flatMap(
    (found): readonly Presented[] => {
      const [, name = '', written = ''] = found;
      const value = valueKind(written);
      if (!isCredentialField(name) || (value === 'reference' && !namesSecret(written))) return [];
      return [{ as: 'query', name, value, span: locate(source, span, written) }];
    },
  );
  const password = /^https?:\/\/[^/?#@\s:]*:([^/?#@\s]+)@/.exec(target)?.[1];
  const isPassword = password !== undefined && (valueKind(password) === 'literal' || namesSecret(password));
  return isPassword
    ? [...parameters, { as: 'user', name: 'password', value: valueKind(password), span: locate(source, span, password) }]
    : parameters;
}

/** Whether an interpolation takes a secret, by its name. */
function namesSecret(written: string): boolean {
  return /\$|\{\{/.test(written) && /secrets?\.|secret|token|key|pass|auth/i.test(written) && !/matrix\.|github\.event/.test(written);
}

/** The credentials among headers that stand in a map, as what a request carries. */
export function mapPresentation(headers: Tree | undefined): readonly Presented[] {
  return entries(headers).flatMap(({ key, value }): readonly Presented[] => {
    const written = text(value);
    if (!isCredentialHeader(key)) return [];
    return [{ as: 'header', name: key, value: written === undefined ? 'reference' : valueKind(written), span: value.span }];
  });
}

/** A credential as a script writes it, before its place in the manifest is known. */
export type Written = Omit<Presented, 'span' | 'value'> & { readonly text: string };

/** Puts the credentials of a script's request where they stand in the manifest; a value may stand outside the script, in a variable. */
export function located(written: readonly Written[], isComplete: boolean, source: SourceText, script: Span): Presentation {
  const whole = { uri: source.uri, start: 0, end: source.text.length };
  return {
    isComplete,
    credentials: written.map(({ as, name, text: value }) => {
      const secret = value.replace(/^(?:Bearer|Basic|Token|ApiKey)\s+/i, '').trim();
      const inside = locate(source, script, secret);
      const outside = inside.start === script.start && inside.end === script.end ? locate(source, whole, secret) : inside;
      return { as, name, value: valueKind(value), span: outside.end - outside.start === whole.end ? script : outside };
    }),
  };
}
