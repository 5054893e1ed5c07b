import type { FixAdapter, FixChange, FixContext } from '../model/fixing';
import { declareVariables } from './code/environment';
import { makeAsync } from './code/firstStatement';
import { exchangeName } from './code/imports';
import { verifiedByJose, verifiedByJsonwebtoken } from './code/modules/verifiedPayload';
import { placedFunction } from './code/placedFunction';
import { slice } from './code/text';

const id = 'verify-token';

/** Verifies a token that is only decoded. */
export const verifyToken: FixAdapter = {
  id,
  rules: ['require-strict-token-verification'],
  offer: (context) => changeOf(context) && { id, title: 'Verify the token instead of decoding it', safe: false, preferred: true },
  build: changeOf,
};

/** Packages that decode, and whether what verifies instead is asynchronous. */
const decoders: Readonly<Record<string, { readonly isAsync: boolean; readonly needs: string }>> = {
  jsonwebtoken: { isAsync: false, needs: 'jsonwebtoken' },
  jose: { isAsync: true, needs: 'jose' },
  'jwt-decode': { isAsync: true, needs: 'jose' },
};

function changeOf(context: FixContext): FixChange | undefined {
  const { guard, span } = context;
  const file = context.file(span.uri);
  const text = context.read(span.uri);
  const place = context.place(span);
  const [token, ...others] = place?.arguments ?? [];
  if (
    !guard ||
    guard.verification.method !== 'decode-only' ||
    !file ||
    text === undefined ||
    !place?.function ||
    !token ||
    others.length > 0
  )
    return undefined;
  const called = /^([\w$]+)(?:\.\w+)?(<[^()]*>)?\(/.exec(slice(text, span));
  const imported = file.imports.find(({ names }) => Object.values(names).includes(called?.[1] ?? ''));
  const decoder = imported && decoders[imported.specifier];
  if (!called || !decoder || !(imported.specifier === decoder.needs || context.dependencies.has(decoder.needs))) return undefined;
  const { site } = context.endpoint;
  const { function: fn } = place;
  const isHandler = site !== undefined && fn.span.start === site.function.start && fn.span.uri === site.function.uri;
  if (decoder.isAsync && !fn.isAsync && !isHandler) return undefined;
  const secret = tokenSecret(context);
  const template = decoder.isAsync ? verifiedByJose(secret) : verifiedByJsonwebtoken(secret ?? 'JWT_SECRET');
  const placed = placedFunction(context, span.uri, template);
  if (!placed) return undefined;
  const call = `${placed.name}${decoder.isAsync ? (called[2] ?? '') : ''}(${slice(text, token)})`;
  const awaited = place.use === 'member' ? `(await ${call})` : `await ${call}`;
  const own = placed.edits.filter((edit) => edit.span.uri !== span.uri);
  return {
    edits: [
      ...exchangeName(file, text, called[1] ?? '', placed.name, placed.specifier),
      ...(decoder.isAsync ? makeAsync({ uri: span.uri, ...fn }, text) : []),
      { span, newText: decoder.isAsync ? awaited : call },
      ...own,
      ...declareVariables(context, [secret ?? (decoder.isAsync ? 'JWT_JWKS_URL' : 'JWT_SECRET'), 'JWT_ISSUER', 'JWT_AUDIENCE']),
    ],
    files: placed.files,
  };
}

/** The variable that other code of the package signs or verifies tokens with, if there is one. */
function tokenSecret(context: FixContext): string | undefined {
  const names = new Set<string>();
  for (const uri of context.files()) {
    if (!/\.[mc]?[jt]sx?$/.test(uri)) continue;
    for (const [, name = ''] of (context.read(uri) ?? '').matchAll(/\bprocess\.env\.(\w*JWT\w*SECRET\w*)/g)) names.add(name);
  }
  const [first, ...others] = names;
  return others.length === 0 ? first : undefined;
}
