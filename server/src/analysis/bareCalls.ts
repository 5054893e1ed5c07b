import ts from 'typescript';
import { resolveName } from '../project/scope';
import type { Context } from './context';
import { isHostHeader } from './inputs';
import { spanOf } from './recorder';
import { isInput, partsOf, type Value } from './value';
import { isTransparent } from '../project/syntax';

/** Where a request goes: what its URL begins with, and the path as far as it is written out. */
interface Destination {
  readonly base: { readonly kind: 'own' | 'service'; readonly text: string };
  readonly path: string;
}

/** Notes a request to a service of the same system that carries no credential; what is not known may carry one. `client` is what it is sent with. */
export function noteBareCall(context: Context, args: readonly Value[], options: number, node: ts.Node, client?: Client): void {
  if (!ts.isCallExpression(node)) return;
  const [given, ...others] = args;
  if (client && sendsCredential(client)) return;
  const url = client && given ? belowBase(client, given) : given;
  const [written, ...rest] = node.arguments;
  const carries = others.some((value, index) => (index + 1 < options ? !isPlainBody(value) : mayCarryCredential(value)));
  if (!url || !written || carries || rest.some((argument) => mentionsCredential(argument.getText()))) return;
  const destination = destinationOf(url, written);
  if (!destination || !isService(destination)) return;
  // The setting that names the place may be one of an authentication library.
  if (mentionsCredential(source(written).getText().replace(destination.base.text, ''))) return;
  if (url.kind === 'text' && url.parts.slice(1).some((part) => holdsCredential(part))) return;
  context.recorder.bareCall({ span: spanOf(node), target: `${destination.base.text}${destination.path}` });
}

/** A client that code has made with options of its own. */
export interface Client {
  readonly options: Value | undefined;
  /** The option that holds what its addresses begin with. */
  readonly base: string;
}

/** Whether a client may add a credential to what it sends: by its options, or by code that changes what passes through it. */
function sendsCredential({ options, base }: Client): boolean {
  if (options?.kind !== 'object' || options.open || !options.made) return true;
  const others = new Map([...options.fields].filter(([name]) => name !== base));
  return (
    mayCarryCredential({ ...options, fields: others }) || /\binterceptors\b|\bhooks\b|\bdefaults\b/.test(options.made.getSourceFile().text)
  );
}

/** What a client asks for when it is given an address below its base. */
function belowBase({ options, base }: Client, given: Value): Value {
  const begin = options?.kind === 'object' ? options.fields.get(base) : undefined;
  if (!begin || (given.kind === 'literal' && /^https?:/.test(String(given.value)))) return given;
  return { kind: 'text', parts: [...(begin.kind === 'text' ? begin.parts : [begin]), ...(given.kind === 'text' ? given.parts : [given])] };
}

const credentialName = /auth|cookie|token|secret|signature|password|credential|passphrase|bearer|key/i;

function mentionsCredential(text: string): boolean {
  return credentialName.test(text);
}

/** Options that say what a request is, not who sends it. */
const neutralOptions = new Set(
  `method body json data params searchParams cache next timeout signal redirect keepalive mode retry throwHttpErrors responseType
  maxRedirects validateStatus`.split(/\s+/),
);

function mayCarryCredential(value: Value): boolean {
  if (value.kind === 'literal') return false;
  if (value.kind !== 'object' || (value.open && value.fields.size > 0)) return true;
  return [...value.fields].some(([name, field]) =>
    name === 'headers' ? headersMay(field) : !neutralOptions.has(name) || holdsCredential(field),
  );
}

/** A body of which everything is known: it holds no credential. */
function isPlainBody(value: Value): boolean {
  return value.kind === 'literal' || (value.kind === 'object' && !holdsCredential(value));
}

function headersMay(value: Value): boolean {
  if (value.kind === 'literal') return false;
  if (value.kind !== 'object' || (value.open && value.fields.size > 0)) return true;
  return [...value.fields].some(([name, field]) => credentialName.test(name) || /^x-/i.test(name) || holdsCredential(field));
}

/** Whether a value is put together from a credential; what a client that needs one gives back is none. */
function holdsCredential(value: Value, depth = 6): boolean {
  if (value.kind === 'env' || value.kind === 'input') return credentialName.test(value.name);
  return value.kind !== 'api' && depth > 0 && partsOf(value).some((part) => holdsCredential(part, depth - 1));
}

/** Own routes answer people too; those that machines call begin like this. Of other services everything counts but whether they are well. */
function isService({ base, path }: Destination): boolean {
  if (/^\/?(api\/)?(health|healthz|ready|readyz|live|livez|ping|status|metrics|version)\b/i.test(path)) return false;
  return base.kind === 'service' || /^\/(api|internal|trpc|rpc|cron|jobs|tasks|functions|webhooks?|graphql)(\/|$)/i.test(path);
}

function destinationOf(url: Value, written: ts.Expression): Destination | undefined {
  const relative = ts.isNewExpression(source(written)) ? relativeUrl(source(written), url) : undefined;
  if (relative) return relative;
  const parts = url.kind === 'text' ? url.parts : [url];
  const [first, second] = parts;
  if (!first) return undefined;
  if (first.kind === 'literal' && typeof first.value === 'string') {
    if (/^https?:\/\/$/.test(first.value) && second) return withBase(ownBase(second, undefined), parts.slice(2));
    const match = /^https?:\/\/([^/?#]*)(.*)$/.exec(first.value);
    const [, host = '', path = ''] = match ?? [];
    return match && isInternalHost(host.replace(/:\d+$/, ''))
      ? withBase({ kind: 'service', text: `http://${host}` }, [{ ...first, value: path }, ...parts.slice(1)])
      : undefined;
  }
  return withBase(ownBase(first, written), parts.slice(1));
}

function withBase(base: Destination['base'] | undefined, parts: readonly Value[]): Destination | undefined {
  if (!base) return undefined;
  const path = parts.map((part) => (part.kind === 'literal' ? String(part.value) : '…')).join('');
  return { base, path: path.replace(/[?#].*$/s, '') };
}

/** `new URL('/api/x', request.url)`. */
function relativeUrl(node: ts.Expression, url: Value): Destination | undefined {
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'URL') return undefined;
  const [path, base] = node.arguments ?? [];
  const text = path && ts.isStringLiteralLike(path) ? path.text : textGiven(url);
  if (!base || !text?.startsWith('/')) return undefined;
  const named = nameOf(base);
  const isRequest = /^(req|request|event|ctx|c)\b.*\b(url|nextUrl|origin|href)\b/.test(base.getText());
  const found = isRequest ? ({ kind: 'own', text: base.getText() } as const) : named === undefined ? undefined : namedBase(named);
  return found && withBase(found, [{ kind: 'literal', value: text, span: undefined }]);
}

/** The constant that a value of which nothing else is known was made from. */
function textGiven(url: Value): string | undefined {
  const [first] = url.kind === 'unknown' ? url.from : [];
  return first?.kind === 'literal' && typeof first.value === 'string' ? first.value : undefined;
}

function ownBase(value: Value, written: ts.Expression | undefined): Destination['base'] | undefined {
  if (value.kind === 'env') return namedBase(value.name);
  if (isInput(value))
    return value.input === 'host' || value.input === 'url' || isHostHeader(value.name) ? { kind: 'own', text: value.name } : undefined;
  if (value.kind !== 'unknown' && value.kind !== 'api' && value.kind !== 'derived') return undefined;
  if (value.kind === 'derived' && value.from.kind === 'env') return namedBase(value.from.name);
  const begin = written && source(written);
  const [span] = begin && ts.isTemplateExpression(begin) && begin.head.text === '' ? begin.templateSpans : [];
  const named = span && nameOf(span.expression);
  return named === undefined ? undefined : namedBase(named);
}

/** What stands for an expression: the initializer of the constant that it names. */
function source(node: ts.Expression): ts.Expression {
  if (ts.isIdentifier(node)) {
    const declaration = resolveName(node.text, node);
    if (declaration && ts.isVariableDeclaration(declaration) && declaration.initializer) return declaration.initializer;
  }
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'href') return source(node.expression);
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'toString')
    return source(node.expression.expression);
  return node;
}

/** The last name of an expression: `env.APP_URL`, `getBaseUrl()`. */
function nameOf(node: ts.Expression): string | undefined {
  if (ts.isCallExpression(node)) return nameOf(node.expression);
  if (isTransparent(node)) return nameOf(node.expression);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : undefined;
}

const place = new Set('url uri origin host hostname domain'.split(' '));
const ours = new Set(
  'app site base web website server self own deployment deploy vercel nextauth frontend backend root internal'.split(' '),
);
const aside = new Set('next public vite nuxt get current project production branch resolve server external base'.split(' '));

/** What a setting's name says about where it points: at this application, or at another service of the system. */
function namedBase(name: string): Destination['base'] | undefined {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
  const last = words.at(-1) ?? '';
  if (!place.has(last)) return undefined;
  const before = words.slice(0, -1);
  if (before.includes('internal') || (before.length > 1 && before.at(-1) === 'service')) return { kind: 'service', text: name };
  return before.length > 0 && before.every((word) => ours.has(word) || aside.has(word)) && before.some((word) => ours.has(word))
    ? { kind: 'own', text: name }
    : undefined;
}

/** Names and addresses that only the own network knows. */
function isInternalHost(host: string): boolean {
  if (host === '' || host === 'localhost' || /^127\.|^\[?::1/.test(host)) return false;
  if (/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)[\d.]+$/.test(host)) return true;
  return /^[a-z][a-z\d-]*$/i.test(host) || /\.(svc|internal|local|lan|intranet|corp|cluster\.local)$/i.test(host);
}
