import { httpMethod, type CredentialScheme, type HttpMethod } from '../model/endpoint';
import type { Written } from './presented';
import { commandCredentials, commandScheme, isHttpieCommand, mayPresentMore } from './shellCredentials';
import { type Command, shellCommands } from './shellWords';

/** A request that a script makes. */
export interface HttpCall {
  /** With known variables put in; unknown ones stay as written. */
  readonly url: string;
  readonly method: HttpMethod | undefined;
  /** Where the address stands in the script. */
  readonly start: number;
  readonly end: number;
  /** It only looks at the status: no credential, nothing sent, the body thrown away. */
  readonly isProbe: boolean;
  /** What it carries to prove who sends it; absent where that is not read. */
  readonly carries?: Carried;
}

/** The credentials that a request of a script carries. */
interface Carried {
  readonly credentials: readonly Written[];
  /** Nothing else in it could be a credential. */
  readonly isComplete: boolean;
  /** The kind of credential, where it is not one that any client can present. */
  readonly scheme: CredentialScheme | undefined;
}

/** Values of variables by name (`NAME`) or expression (`matrix.path`); several where a loop or matrix goes through them. */
export type Variables = ReadonlyMap<string, readonly string[]>;

/** Finds requests of `curl`, `wget`, HTTPie and of code inside a script (`fetch('…')`). */
export function httpCalls(script: string, variables: Variables = new Map()): readonly HttpCall[] {
  const known = new Map(variables);
  const calls: HttpCall[] = [];
  for (const command of shellCommands(script)) {
    remember(command, known);
    calls.push(...nestedCalls(command, known));
    const call = requestOf(command, known);
    if (call) calls.push(...expand(call.url, known).map((url) => ({ ...call, url, carries: carriedBy(command, call, known) })));
  }
  return [...calls.filter(({ url }) => looksLikeAddress(url)), ...codeCalls(script, known)];
}

function carriedBy(command: Command, { url }: HttpCall, variables: Variables): Carried {
  const credentials = commandCredentials(command).map((one) => ({ ...one, text: expand(one.text, variables)[0] ?? one.text }));
  const scheme = commandScheme(command.map((word) => ({ ...word, text: expand(word.text, variables)[0] ?? word.text })));
  return { credentials, isComplete: credentials.length > 0 || !mayPresentMore(command, url), scheme };
}

/** Puts known values in for variables; a list gives one text a value. */
export function expand(text: string, variables: Variables): readonly string[] {
  let results: readonly string[] = [text];
  for (let round = 0; round < 4; round++) {
    const next = results.flatMap((result) => expandOnce(result, variables));
    if (next.length === results.length && next.every((value, index) => value === results[index])) break;
    results = next.slice(0, 200);
  }
  return results;
}

function expandOnce(text: string, variables: Variables): readonly string[] {
  for (const found of text.matchAll(/\$\{\{\s*(?:env\.)?([\w.-]+)\s*\}\}|\$\{(\w+)(?:\[@\]|[%#:][^}]*)?\}|\$(\w+)/g)) {
    const values = variables.get(found[1] ?? found[2] ?? found[3] ?? '');
    // A value that mentions itself would never end.
    if (values?.some((value) => !value.includes(found[0]))) {
      return values.map((value) => text.slice(0, found.index) + value + text.slice(found.index + found[0].length));
    }
  }
  return [text];
}

/** `sh -c '…'`: the script is one word; its calls stand where the word does. */
function nestedCalls(command: Command, variables: Variables): readonly HttpCall[] {
  const shell = command.findIndex((word) => /^(?:\S*\/)?(?:ba|a|da|z)?sh$/.test(word.text));
  const flag = command.findIndex((word, index) => shell >= 0 && index > shell && /^-[a-z]*c$/.test(word.text));
  const script = flag < 0 ? undefined : command[flag + 1];
  return script ? httpCalls(script.text, variables).map((call) => ({ ...call, start: script.start, end: script.end })) : [];
}

function remember(command: Command, variables: Map<string, readonly string[]>): void {
  if (command[0]?.text === 'for' && command[2]?.text === 'in') {
    const values = command.slice(3).flatMap((word) => expand(word.text, variables));
    variables.set(
      command[1]?.text ?? '',
      values.flatMap((value) => value.split(/\s+/)),
    );
    return;
  }
  for (const { text } of command) {
    const [, name, value] = /^(\w+)=(.*)$/s.exec(text) ?? [];
    if (name !== undefined && value !== undefined) variables.set(name, /^\(.*\)$/s.test(value) ? value.slice(1, -1).split(/\s+/) : [value]);
    else if (!/^(?:export|local|readonly|declare|env|-\w)$/.test(text)) return;
  }
}

const silent = new Set(['echo', 'printf', 'apk', 'apt', 'apt-get', 'yum', 'brew', 'which', 'command', 'type']);
const valued =
  /^--(?:request|header|data|data-raw|data-binary|data-urlencode|data-ascii|json|form|output|user|max-time|connect-timeout|retry|retry-delay|retry-max-time|write-out|user-agent|referer|cookie|cookie-jar|proxy|cacert|cert|key|config|resolve|oauth2-bearer|upload-file|dump-header|range|method|post-data|post-file|body-data|output-document|timeout|tries|password|auth|auth-type)$/;

function requestOf(command: Command, variables: Variables): HttpCall | undefined {
  const index = command.findIndex((word) => /^(?:\S*\/)?(?:curl|wget|http|https|xh|xhs)$/.test(word.text));
  if (index < 0 || silent.has(command[0]?.text ?? '')) return undefined;
  const isWget = command[index]?.text.endsWith('wget') ?? false;
  const isHttpie = isHttpieCommand(command[index]?.text ?? '');
  const shortValued = isWget ? 'OoTtUePi' : 'XHdouwAebcmFTxKEr';
  let method: string | undefined;
  let sendsData = false;
  let address: Command[number] | undefined;
  for (let i = index + 1; i < command.length; i++) {
    const word = command[i];
    if (!word) break;
    const [option = '', given] = splitOption(word.text);
    let name = option;
    let value = given;
    if (option.startsWith('--')) {
      if (value === undefined && (valued.test(option) || option === '--url')) value = command[++i]?.text;
    } else if (/^-\w/.test(option)) {
      const at = [...option].findIndex((char, position) => position > 0 && shortValued.includes(char));
      name = at < 0 ? option : `-${option[at]}`;
      if (at > 0) value = option.slice(at + 1) || command[++i]?.text;
    } else {
      const [text = ''] = expand(word.text, variables);
      if (httpMethod(isHttpie ? text.toUpperCase() : text)) method ??= text;
      else if (!address) address = word;
      else if (isHttpie && /^[\w-]+:?=[^=]/.test(word.text)) sendsData = true;
      continue;
    }
    if (name === '--request' || name === '--method' || (name === '-X' && !isWget)) method = expand(value ?? '', variables)[0];
    if (/^--(?:data|json|form|post|body)/.test(name) || (!isWget && (name === '-d' || name === '-F'))) sendsData = true;
    if (name === '--head' || (!isWget && option === '-I')) method ??= 'HEAD';
    if (name === '-G' || name === '--get') method ??= 'GET';
    if (name === '--url' && value !== undefined) address = { text: value, start: word.start, end: command[i]?.end ?? word.end };
  }
  if (!address) return undefined;
  const known = httpMethod(method?.toUpperCase());
  const used = known ?? (sendsData ? 'POST' : method === undefined ? 'GET' : undefined);
  return { url: address.text, start: address.start, end: address.end, method: used, isProbe: isProbe(command, used, address.text) };
}

function isProbe(command: Command, method: HttpMethod | undefined, address: string): boolean {
  const words = command.map((word) => word.text).join(' ');
  const looksOnly = method === 'HEAD' || method === 'OPTIONS' || (method === 'GET' && /\/dev\/null/.test(words) && /http_code/.test(words));
  return looksOnly && !/authorization|x-[\w-]*(?:key|secret|token)|bearer/i.test(words) && !/[?&](?:key|secret|token)=/i.test(address);
}

function splitOption(text: string): readonly [string, string | undefined] {
  const equals = text.startsWith('--') ? text.indexOf('=') : -1;
  return equals < 0 ? [text, undefined] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** A client of code in any language up to the address: `fetch(`, `requests.post(base + f`, `Invoke-RestMethod -Uri `. */
const client =
  /\b(?:fetch|axios|got|requests|httpx|urlopen|Request|Invoke-(?:RestMethod|WebRequest))(?:\.(\w+))?(?:\(\s*(?:["'](?:GET|POST|PUT|PATCH|DELETE)["']\s*,\s*)?|[^\n"']*?-Uri\s+)/;
const written = /([\w.]+(?:[[(]["']\w+["'][\])])?\s*\+\s*)?(f?)(?<quote>["'`])(.*?)\k<quote>/;

/** Finds `fetch('…')` and the like in code of any language; only addresses that are written out, there or in the variable that is given. */
export function codeCalls(script: string, variables: Variables = new Map()): readonly HttpCall[] {
  const direct = script.matchAll(new RegExp(`${client.source}${written.source}([^;]{0,120})`, 'gs'));
  const named = script.matchAll(new RegExp(`${client.source}([A-Za-z_]\\w*)\\s*(?=[,)])([^;]{0,120})`, 'gs'));
  const assigned = [...named].flatMap(([whole, member, name = '', rest = '']) => {
    const value = new RegExp(`\\b${name}\\s*=\\s*${written.source}`, 's').exec(script);
    return value
      ? [Object.assign([`${whole} ${value[0]}`, member, value[1], value[2], value[3], value[4], rest], { index: value.index })]
      : [];
  });
  return [...direct, ...assigned].flatMap((found) => {
    const [whole = '', member, base, isFormat = '', quote = '', text = '', rest = ''] = found;
    const start = script.indexOf(`${quote}${text}${quote}`, found.index) + 1;
    const path = isFormat === '' ? text : text.replace(/(?<!\$)\{[^{}]*\}/g, '${_}');
    // What stands before a path is its host.
    const url = base === undefined ? path : `\${_}${path}`;
    const named =
      (member === 'request' ? /["'](GET|POST|PUT|PATCH|DELETE)["']/.exec(whole)?.[1] : member) ??
      /method\s*[:=]\s*["'`](\w+)/i.exec(rest)?.[1] ??
      /-Method\s+["']?(\w+)/i.exec(whole)?.[1];
    const method = httpMethod(named?.toUpperCase()) ?? (named === undefined ? 'GET' : undefined);
    return expand(url, variables)
      .filter(looksLikeAddress)
      .map((expanded) => ({ url: expanded, method, start, end: start + text.length, isProbe: false }));
  });
}

/** An address has a path on a host or behind something unknown; a lone variable tells nothing. */
function looksLikeAddress(url: string): boolean {
  return /^(?:https?:\/\/|\$|\{\{|<|[\w-]+(?:\.[\w-]+)+(?::\d+)?\/|localhost|:\d|\/\w)/.test(url) && /(?:^|[^/])\/[^/\s]/.test(url);
}
