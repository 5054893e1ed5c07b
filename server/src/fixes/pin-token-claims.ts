import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixChange, FixContext } from '../model/fixing';
import type { Span } from '../model/source';
import { missingBindings } from '../model/tokens';
import { declareVariables } from './code/environment';
import { requireCaller } from './code/modules/requireCaller';
import { requiredVariable } from './code/modules/requiredVariable';
import { addProperties } from './code/property';
import { placedFunction } from './code/placedFunction';
import { insert, slice } from './code/text';

const id = 'pin-token-claims';

/** Verifies what a token's verification leaves out: issuer, audience, expiry, and whose token of Google it is. */
export const pinTokenClaims: FixAdapter = {
  id,
  rules: ['require-strict-token-verification'],
  offer: (context) =>
    pinningOf(context) && {
      id,
      title: 'Accept only tokens of one issuer, audience and caller that have not expired',
      safe: false,
      preferred: true,
    },
  build: changeOf,
};

/** A call that verifies, the argument that holds its options, and the variable that holds whom tokens must be for. */
interface Verifier {
  readonly call: RegExp;
  readonly options: number;
  readonly audience: string;
  /** The caller is an option, too. */
  readonly takesSubject: boolean;
}

const verifiers: readonly Verifier[] = [
  { call: /\bverifyIdToken\(/, options: 0, audience: 'CRON_OIDC_AUDIENCE', takesSubject: false },
  { call: /^(?:expressjwt|expressJwt|jwt)\(\s*\{/, options: 0, audience: 'JWT_AUDIENCE', takesSubject: true },
  // The service of NestJS knows its key, or is told it in the options.
  {
    call: /\.verify(?:Async)?(?:<[^()]*>)?\([^(),{}]+(?:,\s*\{[^]*\}\s*,?\s*)?\)$/,
    options: 1,
    audience: 'JWT_AUDIENCE',
    takesSubject: true,
  },
  { call: /(?:^|\.)(?:jwtVerify|verify)(?:<[^()]*>)?\(/, options: 2, audience: 'JWT_AUDIENCE', takesSubject: true },
];

/** What a verification leaves out and can be told. */
interface Pinning {
  readonly text: string;
  readonly verifier: Verifier;
  readonly arguments: readonly Span[];
  readonly missing: readonly ('issuer' | 'audience' | 'subject')[];
  /** Where the caller is to be asked for; absent: it need not be. */
  readonly caller: CallerSite | undefined;
}

function pinningOf(context: FixContext): Pinning | undefined {
  const { guard, span } = context;
  const text = context.read(span.uri);
  const given = context.place(span)?.arguments;
  const verifier = text === undefined ? undefined : verifiers.find(({ call }) => call.test(slice(text, span)));
  if (!guard || text === undefined || !verifier || !given || guard.verification.method === 'decode-only') return undefined;
  const missing = missingBindings(guard.verification);
  const needsCaller = missing.includes('caller') && !verifier.takesSubject;
  const caller = needsCaller ? callerSite(context, text) : undefined;
  const claims = (['issuer', 'audience', 'subject'] as const).filter((name) =>
    name === 'subject' ? verifier.takesSubject && missing.includes('caller') : missing.includes(name),
  );
  const pinning = { text, verifier, arguments: given, missing: claims, caller };
  const edits = optionEdits(pinning, claims);
  return (needsCaller && !caller) || !edits || (edits.length === 0 && !caller) ? undefined : pinning;
}

function changeOf(context: FixContext): FixChange | undefined {
  const { span } = context;
  const pinning = pinningOf(context);
  if (!pinning) return undefined;
  const { missing, verifier, caller } = pinning;
  const variables = { issuer: 'JWT_ISSUER', audience: verifier.audience, subject: 'JWT_SUBJECT' };
  const read = placedFunction(context, span.uri, requiredVariable);
  const required = caller && placedFunction(context, span.uri, requireCaller);
  const { quote } = context.file(span.uri)?.style ?? { quote: "'" };
  const edits = optionEdits(
    pinning,
    missing.map((name) => `${name}: ${read?.name}(${quote}${variables[name]}${quote})`),
  );
  if (!read || !edits || (caller && !required)) return undefined;
  const isRead = missing.length > 0;
  const names = [...missing.map((name) => variables[name]), ...(caller ? ['CRON_OIDC_EMAIL'] : [])];
  return {
    edits: [
      ...edits,
      ...(isRead ? read.edits : []),
      ...(caller && required ? [...callerEdits(span, caller, required.name), ...required.edits] : []),
      ...declareVariables(context, names),
    ],
    files: [...(isRead ? read.files : []), ...(required?.files ?? [])],
  };
}

/** Options with further properties and without those that switch a check off; `undefined` where they are not written as an object there. */
function optionEdits({ text, verifier, arguments: given }: Pinning, added: readonly string[]): readonly TextEdit[] | undefined {
  const options = given[verifier.options];
  const last = given.at(-1);
  if (!options) {
    const mayAppend = last && given.length === verifier.options && added.length > 0;
    return mayAppend ? [insert(last.uri, last.end, `, { ${added.join(', ')} }`)] : undefined;
  }
  const written = slice(text, options);
  if (!written.startsWith('{')) return undefined;
  const switches = [...written.matchAll(/\b(?:ignoreExpiration|ignoreNotBefore)\s*:\s*(true)\b/g)];
  const corrected = switches.map((match): TextEdit => {
    const end = options.start + match.index + match[0].length;
    return { span: { ...options, start: end - 'true'.length, end }, newText: 'false' };
  });
  if (added.length === 0) return corrected;
  return [...corrected, addProperties(text, options, added)];
}

/** Where whose token it is can be asked of what a verification gives, so that it fails as the verification does: around what is awaited, or in its chain. */
interface CallerSite {
  /** Of the `await` in front; absent: further calls follow. */
  readonly start: number | undefined;
}

function callerSite({ span, file }: FixContext, text: string): CallerSite | undefined {
  const hasTypes = file(span.uri)?.imports.some(({ specifier }) => specifier === 'google-auth-library') ?? false;
  const rest = text.slice(span.end);
  if (hasTypes && /^\s*\.(?:then|catch)\(/.test(rest)) return { start: undefined };
  const awaiting = /\bawait\s+$/.exec(text.slice(0, span.start))?.[0];
  const isWhole = !/^\s*(?:\??\.|\[|\()/.test(rest);
  return hasTypes && isWhole && awaiting !== undefined ? { start: span.start - awaiting.length } : undefined;
}

function callerEdits({ uri, end }: Span, { start }: CallerSite, required: string): readonly TextEdit[] {
  if (start === undefined) return [insert(uri, end, `.then(${required})`)];
  return [insert(uri, start, `${required}(`), insert(uri, end, ')')];
}
