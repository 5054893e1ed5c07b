import type { Calling, Member, Shape } from '../../model/adapters';
import { httpMethods } from '../../model/endpoint';
import { below } from '../../model/requestShapes';
import { callable, type Served, type ServedHandler, type ServingConvention, type Surroundings } from '../../model/serving';
import { isRecord } from '../../project/record';
import { readJson } from '../../project/json';
import { memoizedByText } from '../../project/memoized';
import { at, items, text, type Tree } from '../../project/tree';

const neutral: Member = { kind: 'neutral' };
const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const query: Member = { kind: 'input', input: 'query', absent: 'undefined' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };

const request: Shape = {
  'headers.*': header,
  headers: { ...header, absent: 'never', name: '' },
  'get(*)': header,
  'header(*)': header,
  'query.*': query,
  query: { ...query, absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  body,
  rawBody: body,
  bufferBody: body,
  method: { kind: 'input', input: 'method', absent: 'never', name: '' },
  url: { kind: 'input', input: 'url', absent: 'never', name: '' },
  originalUrl: { kind: 'input', input: 'url', absent: 'never', name: '' },
};

const response: Shape = {
  status: { kind: 'status' },
  statusCode: { kind: 'status' },
  'status()': { kind: 'status' },
  body: { kind: 'send' },
  'send()': { kind: 'send', body: 0 },
  'json()': { kind: 'send', body: 0 },
  'end()': { kind: 'send', body: 0 },
  'sendStatus()': { kind: 'send', status: 'argument' },
  headers: neutral,
  'set()': { kind: 'self' },
  'header()': { kind: 'self' },
  'type()': { kind: 'self' },
};

const context: Shape = {
  ...below('req', request),
  ...below('bindings.req', request),
  res: { kind: 'respond' },
  'bindings.res': { kind: 'respond' },
  ...below('res', response),
  ...below('bindings.res', response),
  'log()': neutral,
  'log.*': neutral,
  'done()': neutral,
  invocationId: neutral,
  'executionContext.*': neutral,
};

/** What is put on the context when the function ends is the response, or what it returns where a binding says so. */
const bySetting: Calling = { parameters: [context, request], result: 'sends-at-end', style: 'other' };
const byReturning: Calling = { parameters: [context, request], result: 'responds', style: 'other' };

/** A function that a `function.json` binds to requests. */
interface Bound {
  readonly folder: string;
  /** Its code without extension, relative to the workspace root. */
  readonly stem: string;
  readonly entryPoint: string | undefined;
  readonly trigger: Tree;
  readonly returns: boolean;
}

/** Programming model 3: each function has a folder with a `function.json`. `prefixOf` gives what stands before every route. */
export function boundFunctions(prefixOf: (surroundings: Surroundings) => string): ServingConvention {
  return {
    match: /^(?<stem>.+)\.[cm]?[jt]s$/,
    mentions: /\bexport\b|\bexports\b/,
    calls: [],
    exports: /./,
    inUse: (surroundings) => all(surroundings).length > 0,
    applies: ({ groups }, surroundings) => declared(groups?.['stem'] ?? '', surroundings).length > 0,
    handlers: (served) =>
      declared(served.match.groups?.['stem'] ?? '', served.surroundings).flatMap((one) => handler(served, one, prefixOf)),
  };
}

const bindingFile = /(?:^|\/)function\.json$/;

function all(surroundings: Surroundings): readonly Bound[] {
  return surroundings.matching(bindingFile).flatMap((file) => {
    const written = surroundings.text(file);
    if (!written?.includes('httpTrigger')) return [];
    return boundIn(file)(written) ?? [];
  });
}

/** Every function of a workspace asks for the bindings of all. */
const boundIn = memoizedByText((file) => memoizedByText((written) => bound(file, written)));

function bound(file: string, written: string): Bound | undefined {
  const [document] = readJson({ uri: file, version: '', text: written }).documents;
  const bindings = items(at(document, 'bindings'));
  const trigger = bindings.find((binding) => text(at(binding, 'type')) === 'httpTrigger');
  if (!trigger) return undefined;
  const folder = file.replace(/\/?function\.json$/, '');
  return {
    folder,
    stem: resolved(folder, text(at(document, 'scriptFile')) ?? 'index').replace(/\.[cm]?[jt]s$/, ''),
    entryPoint: text(at(document, 'entryPoint')),
    trigger,
    returns: bindings.some((binding) => text(at(binding, 'name')) === '$return'),
  };
}

function resolved(folder: string, path: string): string {
  const segments: string[] = [];
  for (const segment of `${folder}/${path}`.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** Functions whose code a file is, as it is written or as it is built: another folder of sources or none may stand before it. */
function declared(stem: string, surroundings: Surroundings): readonly Bound[] {
  const bare = (path: string): string => path.replace(/(^|\/)(?:dist|build|lib|out|src)\//g, '$1');
  return all(surroundings).filter((one) => one.stem === stem || bare(one.stem) === bare(stem));
}

/** The default export, the only one, or what `entryPoint` names; otherwise `run` or `index`. */
function handler(
  { exportName, values, surroundings }: Served,
  { folder, entryPoint, trigger, returns }: Bound,
  prefixOf: (surroundings: Surroundings) => string,
): readonly ServedHandler[] {
  const names = entryPoint === undefined ? ['default', 'run', 'index', 'httpTrigger'] : [entryPoint];
  const [value] = values;
  const member = isRecord(value) && entryPoint !== undefined && value[entryPoint] === callable ? entryPoint : undefined;
  if (!(value === callable && names.includes(exportName ?? '')) && member === undefined) return [];
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  const listed = items(at(trigger, 'methods')).flatMap((method) => text(method)?.toUpperCase() ?? []);
  const level = at(trigger, 'authLevel');
  // Without a level the platform asks for the function's key.
  const isOpen = text(level)?.toLowerCase() === 'anonymous';
  return [
    {
      name,
      methods: httpMethods.filter((method) => listed.includes(method)),
      path: `/${[prefixOf(surroundings), text(at(trigger, 'route')) ?? name].filter((part) => part !== '').join('/')}`,
      dispatches: false,
      at: member === undefined ? [0] : [0, member],
      standsAt: 'handler',
      calling: returns ? byReturning : bySetting,
      ...(isOpen ? {} : { protectedBy: { by: 'Azure function key', isKey: true, at: (level ?? trigger).span } }),
    },
  ];
}
