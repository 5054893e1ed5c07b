import type { FixAdapter, FixChange, FixContext } from '../model/fixing';
import { declareVariables } from './code/environment';
import { requiredVariable } from './code/modules/requiredVariable';
import { placedFunction } from './code/placedFunction';
import { presenceEdits } from './code/presence';
import { accessTo } from './code/variables';
import { type WrittenSecret, writtenSecret } from './code/writtenSecret';

const id = 'read-secret-from-environment';

/** Reads a secret from the environment that is written in the source code, or falls back to what is; nothing passes while it is not set. */
export const readSecretFromEnvironment: FixAdapter = {
  id,
  rules: ['no-hardcoded-secret'],
  offer(context) {
    const secret = writtenSecret(context);
    if (!secret || !changeOf(context, secret)) return undefined;
    const title =
      secret.kind === 'literal' ? `Read the secret from the variable ${secret.variable}` : `Accept only what is in ${secret.variable}`;
    return { id, title, safe: false, preferred: true };
  },
  build(context) {
    const secret = writtenSecret(context);
    const change = secret && changeOf(context, secret);
    return change && { ...change, edits: [...change.edits, ...declareVariables(context, [secret.variable])] };
  },
};

function changeOf(context: FixContext, secret: WrittenSecret): FixChange | undefined {
  // A schema without a default refuses to start.
  if (secret.kind === 'schema') return { edits: [{ span: secret.whole, newText: '' }], files: [] };
  return testedInPlace(context, secret) ?? requiredAtOnce(context, secret);
}

/** The check itself refuses requests while the variable is not set, where nothing but the check reads it. */
function testedInPlace(context: FixContext, secret: Exclude<WrittenSecret, { kind: 'schema' }>): FixChange | undefined {
  const { holder, whole } = secret;
  const file = context.file(whole.uri);
  if (!file || holder?.kind === 'property' || (holder && (holder.isExported || holder.isTyped))) return undefined;
  const access = secret.kind === 'default' ? { code: secret.access, edits: [] } : accessTo(context, file, secret.variable);
  if (!access) return undefined;
  const isPlain = secret.kind === 'default' || secret.prefix === '';
  const uses = holder?.uses ?? [whole];
  const presence = presenceEdits(context, holder && isPlain ? holder.name : access.code, uses);
  return presence && { edits: [...access.edits, { span: whole, newText: written(secret, access.code) }, ...presence], files: [] };
}

/** What reads the variable fails while it is not set, where other code reads it, too. */
function requiredAtOnce(context: FixContext, secret: Exclude<WrittenSecret, { kind: 'schema' }>): FixChange | undefined {
  const { whole, variable } = secret;
  const required = placedFunction(context, whole.uri, requiredVariable);
  const quote = context.file(whole.uri)?.style.quote ?? "'";
  if (!required) return undefined;
  const newText = written(secret, `${required.name}(${quote}${variable}${quote})`);
  return { edits: [...required.edits, { span: whole, newText }], files: required.files };
}

function written(secret: WrittenSecret, code: string): string {
  return secret.kind === 'literal' && secret.prefix !== '' ? `\`${secret.prefix}\${${code}}\`` : code;
}
