import { isCode } from '../model/codeFiles';
import type { FileSite, FixAdapter, FixChange, FixContext, PlaceSite } from '../model/fixing';
import type { Span } from '../model/source';
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
  offer: (context) => decodingOf(context) && { id, title: 'Verify the token instead of decoding it', safe: false, preferred: true },
  build: changeOf,
};

/** Packages that decode, and whether what verifies instead is asynchronous. */
const decoders: Readonly<Record<string, { readonly isAsync: boolean; readonly needs: string }>> = {
  jsonwebtoken: { isAsync: false, needs: 'jsonwebtoken' },
  jose: { isAsync: true, needs: 'jose' },
  'jwt-decode': { isAsync: true, needs: 'jose' },
};

/** A call that decodes a token and can be exchanged for one that verifies it. */
interface Decoding {
  readonly file: FileSite;
  readonly text: string;
  readonly place: PlaceSite;
  readonly function: NonNullable<PlaceSite['function']>;
  readonly token: Span;
  /** What the call begins with: the imported name. */
  readonly name: string;
  /** Its type arguments, as written. */
  readonly types: string;
  /** What verifies is awaited. */
  readonly isAsync: boolean;
}

function decodingOf(context: FixContext): Decoding | undefined {
  const { guard, span } = context;
  const file = context.file(span.uri);
  const text = context.read(span.uri);
  const place = context.place(span);
  const [token, ...others] = place?.arguments ?? [];
  if (guard?.verification.method !== 'decode-only' || !file || text === undefined || !place?.function || !token || others.length > 0)
    return undefined;
  const [, name, types = ''] = /^([\w$]+)(?:\.\w+)?(<[^()]*>)?\(/.exec(slice(text, span)) ?? [];
  const imported = name === undefined ? undefined : file.imports.find(({ names }) => Object.values(names).includes(name));
  const decoder = imported && decoders[imported.specifier];
  if (name === undefined || !decoder || !(imported.specifier === decoder.needs || context.dependencies.has(decoder.needs)))
    return undefined;
  const { isAsync } = decoder;
  if (isAsync && !place.function.isAsync && !isHandler(context, place.function.span)) return undefined;
  return { file, text, place, function: place.function, token, name, types, isAsync };
}

/** Nobody but the framework calls the handler, so that it may become asynchronous. */
function isHandler({ endpoint: { site } }: FixContext, { uri, start }: Span): boolean {
  return site !== undefined && start === site.function.start && uri === site.function.uri;
}

function changeOf(context: FixContext): FixChange | undefined {
  const { span } = context;
  const decoding = decodingOf(context);
  if (!decoding) return undefined;
  const { file, text, place, token, name, types, isAsync } = decoding;
  const secret = tokenSecret(context);
  const template = isAsync ? verifiedByJose(secret) : verifiedByJsonwebtoken(secret ?? 'JWT_SECRET');
  const placed = placedFunction(context, span.uri, template);
  if (!placed) return undefined;
  const call = `${placed.name}${isAsync ? types : ''}(${slice(text, token)})`;
  const awaited = place.use === 'member' ? `(await ${call})` : `await ${call}`;
  return {
    edits: [
      ...exchangeName(file, text, name, placed.name, placed.specifier),
      ...(isAsync ? makeAsync({ uri: span.uri, ...decoding.function }, text) : []),
      { span, newText: isAsync ? awaited : call },
      ...placed.edits.filter((edit) => edit.span.uri !== span.uri),
      ...declareVariables(context, [secret ?? (isAsync ? 'JWT_JWKS_URL' : 'JWT_SECRET'), 'JWT_ISSUER', 'JWT_AUDIENCE']),
    ],
    files: placed.files,
  };
}

/** The variable that other code of the package signs or verifies tokens with, if there is one. */
function tokenSecret(context: FixContext): string | undefined {
  const names = new Set<string>();
  for (const uri of context.files()) {
    if (!isCode(uri)) continue;
    for (const [, name = ''] of (context.read(uri) ?? '').matchAll(/\bprocess\.env\.(\w*JWT\w*SECRET\w*)/g)) names.add(name);
  }
  const [first, ...others] = names;
  return others.length === 0 ? first : undefined;
}
