import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixChange, FixContext } from '../model/fixing';
import type { Span } from '../model/source';
import { missingBindings } from '../model/tokens';
import { declareVariables } from './code/environment';
import { requireCaller } from './code/modules/requireCaller';
import { requiredVariable } from './code/modules/requiredVariable';
import { placedFunction } from './code/placedFunction';
import { insert, slice } from './code/text';

const id = 'pin-token-claims';

/** Verifies what a token's verification leaves out: issuer, audience, expiry, and whose token of Google it is. */
export const pinTokenClaims: FixAdapter = {
  id,
  rules: ['require-strict-token-verification'],
  offer: (context) =>
    changeOf(context) && {
      id,
      title: 'Accept only tokens of one issuer, audience and caller that have not expired',
      safe: false,
      preferred: true,
    },
  build: changeOf,
};

/** Calls that verify, the argument that holds their options, the variable that holds the audience, and whether the caller is an option too. */
const verifiers: readonly { readonly call: RegExp; readonly options: number; readonly audience: string; readonly takesSubject: boolean }[] =
  [
    { call: /\bverifyIdToken\(/, options: 0, audience: 'CRON_OIDC_AUDIENCE', takesSubject: false },
    { call: /(?:^|\.)(?:jwtVerify|verify)(?:<[^()]*>)?\(/, options: 2, audience: 'JWT_AUDIENCE', takesSubject: true },
  ];

function changeOf(context: FixContext): FixChange | undefined {
  const { guard, span } = context;
  const text = context.read(span.uri);
  const place = context.place(span);
  const verifier = text === undefined ? undefined : verifiers.find(({ call }) => call.test(slice(text, span)));
  if (!guard || text === undefined || !verifier || !place?.arguments || guard.verification.method === 'decode-only') return undefined;
  const missing = missingBindings(guard.verification);
  const variables = { issuer: 'JWT_ISSUER', audience: verifier.audience, subject: 'JWT_SUBJECT' };
  const read = placedFunction(context, span.uri, requiredVariable);
  const caller = missing.includes('caller') && !verifier.takesSubject ? ofCaller(context, text) : { edits: [], files: [] };
  const properties = (['issuer', 'audience', 'subject'] as const).filter((name) =>
    name === 'subject' ? verifier.takesSubject && missing.includes('caller') : missing.includes(name),
  );
  const { quote } = context.file(span.uri)?.style ?? { quote: "'" };
  const added = properties.map((name) => `${name}: ${read?.name}(${quote}${variables[name]}${quote})`);
  const options = place.arguments[verifier.options];
  const last = place.arguments.at(-1);
  const edits = last && optionEdits(text, options, last, added, place.arguments.length === verifier.options);
  if (!read || !caller || !edits) return undefined;
  const isRead = added.length > 0;
  const changes = [...edits, ...(isRead ? read.edits : []), ...caller.edits];
  if (changes.length === 0) return undefined;
  const names = [...properties.map((name) => variables[name]), ...(caller.edits.length > 0 ? ['CRON_OIDC_EMAIL'] : [])];
  return { edits: [...changes, ...declareVariables(context, names)], files: [...(isRead ? read.files : []), ...caller.files] };
}

/** Options with further properties and without those that switch a check off; `undefined` where they are not written as an object there. */
function optionEdits(
  text: string,
  options: Span | undefined,
  last: Span,
  added: readonly string[],
  mayAppend: boolean,
): readonly TextEdit[] | undefined {
  if (!options) return mayAppend && added.length > 0 ? [insert(last.uri, last.end, `, { ${added.join(', ')} }`)] : undefined;
  const written = slice(text, options);
  if (!written.startsWith('{')) return undefined;
  const switches = [...written.matchAll(/\b(?:ignoreExpiration|ignoreNotBefore)\s*:\s*(true)\b/g)];
  const corrected = switches.map((match): TextEdit => {
    const end = options.start + match.index + match[0].length;
    return { span: { ...options, start: end - 'true'.length, end }, newText: 'false' };
  });
  if (added.length === 0) return corrected;
  const inside = written.slice(1, -1).trimEnd();
  if (inside === '') return [{ span: options, newText: `{ ${added.join(', ')} }` }];
  const separator = inside.endsWith(',') ? '' : ',';
  return [...corrected, insert(options.uri, options.start + 1 + inside.length, `${separator} ${added.join(', ')}`)];
}

/** Whose token it is, is asked of what an awaited verification gives; it throws as the verification does. */
function ofCaller(context: FixContext, text: string): FixChange | undefined {
  const { span } = context;
  const awaiting = /\bawait\s+$/.exec(text.slice(0, span.start))?.[0];
  const isWhole = !/^\s*(?:\??\.|\[|\()/.test(text.slice(span.end));
  const required = placedFunction(context, span.uri, requireCaller);
  const hasTypes = context.file(span.uri)?.imports.some(({ specifier }) => specifier === 'google-auth-library') ?? false;
  if (awaiting === undefined || !isWhole || !required || !hasTypes) return undefined;
  const edits = [insert(span.uri, span.start - awaiting.length, `${required.name}(`), insert(span.uri, span.end, ')'), ...required.edits];
  return { edits, files: required.files };
}
