import type { ManifestReading, SchedulerAdapter } from '../model/adapters';
import type { HttpMethod } from '../model/endpoint';
import type { Snapshot, SourceText, Uri } from '../model/source';
import { nothingRead, privateSchedule, publicSchedule } from '../project/manifest';
import { dirname } from '../project/paths';
import { isCredentialHeader, located, type Written } from '../project/presented';
import { spanIn } from '../project/tree';

const id = 'supabase';

/** Postgres' pg_cron with pg_net, as in Supabase migrations: `cron.schedule('name', '…', $$ select net.http_post(url := …) $$)`. */
export const supabase: SchedulerAdapter = {
  id,
  name: 'Supabase Cron (pg_cron)',
  homepage: 'https://supabase.com/docs/guides/functions/schedule-functions',
  declaredIn: 'SQL migrations: `cron.schedule` with `net.http_post`',
  manifests:
    /(?:^|\/)(?:supabase|drizzle|database|db|sql)\/.*\.sql$|(?:^|\/)migrations?[^/]*\/(?:[^/]*\/)?[^/]*\.sql$|(?:^|\/)[^/]*(?:cron|sched|job)[^/]*\.sql$/i,
  read,
  calls: {},
  dialect: 'five',
  presents: 'bearer',
  claims: [],
  credentials: [],
  variables: undefined,
};

function read(manifest: SourceText, snapshot: Snapshot): ManifestReading {
  if (!/\bcron\.schedule/i.test(manifest.text)) return nothingRead;
  const text = withoutComments(manifest.text);
  const ended = endedLater(manifest.uri, snapshot);
  const starts = [...text.matchAll(/\bcron\.schedule(?:_in_database)?\s*\(\s*(?:job_?name\s*(?::=|=>)\s*)?(?:'([^']+)')?/gi)]
    .filter(({ 1: name }) => name === undefined || !ended.has(name))
    .map((found) => found.index);
  const functions = functionsIn(text);
  const schedules = starts.flatMap((start, index) => {
    const statement = { start, code: text.slice(start, callEnd(text, start, starts[index + 1] ?? text.length)) };
    const expression = cronOf(statement.code);
    const requested = [statement, ...calledBy(statement, functions)].flatMap(({ start: from, code }) =>
      requests(code).map(({ target, at, length, method, carried, isComplete, isKeyed }) =>
        publicSchedule(id, target, spanIn(manifest.uri, from + at, from + at + length), {
          method,
          schedule: expression,
          ...fileOf(target),
          presents: located(carried, isComplete, manifest, spanIn(manifest.uri, from, from + code.length)),
          ...(isKeyed ? { scheme: 'supabase' } : {}),
        }),
      ),
    );
    const span = spanIn(manifest.uri, start, start + statement.code.length);
    return requested.length > 0 || expression === undefined ? requested : [privateSchedule(id, '', span, expression)];
  });
  return { schedules, problems: [] };
}

/** Names of jobs that a later migration beside a file ends or schedules anew. */
function endedLater(manifest: Uri, snapshot: Snapshot): ReadonlySet<string> {
  const folder = dirname(manifest);
  if (!/\/migrations?[^/]*$/.test(folder)) return new Set();
  const later = [...snapshot.files].filter((uri) => uri > manifest && dirname(uri) === folder && uri.endsWith('.sql'));
  return new Set(
    later.flatMap((uri) => {
      const text = withoutComments(snapshot.read(uri)?.text ?? '');
      return [...text.matchAll(/\bcron\.(?:un)?schedule\s*\(\s*(?:job_?name\s*(?::=|=>)\s*)?'([^']+)'/gi)].flatMap(
        ({ 1: name }) => name ?? [],
      );
    }),
  );
}

/** A part of a file of SQL, and where it begins. */
interface Part {
  readonly start: number;
  readonly code: string;
}

/** The bodies of the functions that a file makes, by name without its schema. */
function functionsIn(text: string): ReadonlyMap<string, Part> {
  const made = text.matchAll(/\bcreate\s+(?:or\s+replace\s+)?(?:function|procedure)\s+(?:"?\w+"?\.)?"?(\w+)"?\s*\([^]*?\bas\s+(\$\w*\$)/gi);
  return new Map(
    [...made].flatMap((found): readonly (readonly [string, Part])[] => {
      const [whole, name = '', quote = ''] = found;
      const start = found.index + whole.length;
      const end = text.indexOf(quote, start);
      return end < 0 ? [] : [[name.toLowerCase(), { start, code: text.slice(start, end) }]];
    }),
  );
}

/** Functions of the file that a part calls, and those that they call. */
function calledBy(part: Part, functions: ReadonlyMap<string, Part>): readonly Part[] {
  const called = new Set<Part>();
  const visit = ({ code }: Part): void => {
    for (const [, name = ''] of code.matchAll(/\b(\w+)"?\s*\(/g)) {
      const found = functions.get(name.toLowerCase());
      if (!found || found === part || called.has(found)) continue;
      called.add(found);
      visit(found);
    }
  };
  visit(part);
  return [...called];
}

function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length));
}

/** The call ends with its own parenthesis; brackets in quoted text that do not match let it reach to the next call. */
function callEnd(text: string, start: number, limit: number): number {
  let depth = 0;
  for (let i = start; i < limit; i++) {
    if (text[i] === '(') depth++;
    if (text[i] === ')' && --depth === 0) return i + 1;
  }
  return limit;
}

function cronOf(statement: string): string | undefined {
  const literals = [...statement.matchAll(/'((?:[^']|'')*)'/g)].map((found) => found[1] ?? '').slice(0, 3);
  return literals
    .find((literal) => /^(?:[\d*/,\-A-Z$]+\s+){4}[\d*/,\-A-Z$]+$/i.test(literal.trim()) || /^\d+ seconds?$/.test(literal.trim()))
    ?.trim();
}

function requests(statement: string): readonly {
  readonly target: string;
  readonly at: number;
  readonly length: number;
  readonly method: HttpMethod;
  readonly carried: readonly Written[];
  readonly isComplete: boolean;
  /** It sends a key of the project where that belongs, and nothing as a bearer. */
  readonly isKeyed: boolean;
}[] {
  return [...statement.matchAll(/\b(?:(?:net|extensions|http)\.)?http_(post|get|delete)\s*\(\s*(?:url\s*(?::=|=>)\s*)?/gi)].flatMap(
    (found) => {
      const from = found.index + found[0].length;
      const expression = statement.slice(from, argumentEnd(statement, from));
      // Quotes are doubled where the command itself is quoted.
      const literals = [...expression.matchAll(/'{1,2}([^']*)'{1,2}/g)].filter((literal) => literal[1] !== '');
      // A command made with format() has its address among the arguments that follow it.
      const later =
        literals.length > 0
          ? []
          : [...statement.matchAll(/'(https?:\/\/[^'\s]+|\/[\w/-]+)'/g)].map((literal) => ({
              0: literal[0],
              1: literal[1],
              index: literal.index - from,
            }));
      const address = [...literals, ...later].find((literal) => literal[1]?.includes('/'));
      const written = address?.[1];
      if (!address || written === undefined) return [];
      const at = from + address.index + address[0].indexOf(written);
      const isFormat = /\bformat\s*\(/i.test(expression);
      const rest = literals.length > 0 ? queryRest(written, expression.slice(address.index + address[0].length)) : '';
      const whole = (isFormat ? written.replace(/%[1-9$]*[sIL]/g, '${_}') : written) + rest;
      const target = /^(?:https?:)/.test(whole) || whole.startsWith('${') ? whole : `\${_}${whole}`;
      const method = (found[1] ?? '').toUpperCase();
      const call = statement.slice(found.index, callEnd(statement, found.index + found[0].indexOf('('), statement.length));
      return [
        {
          target,
          at,
          length: written.length,
          method: method === 'GET' || method === 'DELETE' ? method : 'POST',
          carried: carriedBy(call),
          isComplete: !mayCarryMore.test(call),
          isKeyed: /["']apikey["']/i.test(call) && !/["']authorization["']/i.test(call),
        },
      ];
    },
  );
}

/** What is joined to an address that has a query: texts as they are, anything else as an expression. */
function queryRest(written: string, after: string): string {
  if (!written.includes('?')) return '';
  const joined = after.matchAll(/\|\|\s*(\((?:[^()]|\([^()]*\))*\)|'{1,2}[^']*'{1,2}|[\w.]+(?:\([^()]*\))?)/g);
  return [...joined].map(([, part = '']) => /^'+([^']*)'+$/.exec(part)?.[1] ?? `\${${part.replace(/[{}]/g, '')}}`).join('');
}

/** Words of settings and secrets, and headers that are made elsewhere. */
const mayCarryMore = /auth|secret|token|key|pass|current_setting|headers\s*(?::=|=>)\s*\w+\s*[,)]/i;

/** Headers as JSON text (`'{"Authorization": "Bearer …"}'`) or as arguments (`jsonb_build_object('Authorization', 'Bearer ' || …)`). */
function carriedBy(call: string): readonly Written[] {
  return [...call.matchAll(/(["']{1,2})([\w-]+)\1\s*[:,]\s*(["']{1,2})([^"']*)\3(\s*\|\|\s*(?:'{1,2}([^']*)')?)?/g)].flatMap(
    ([, , name = '', , literal = '', joined, second]): readonly Written[] => {
      if (!isCredentialHeader(name)) return [];
      return [{ as: 'header', name, text: joined === undefined ? literal : literal + (second ?? '$') }];
    },
  );
}

function argumentEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && depth-- === 0) return i;
    else if (text[i] === ',' && depth === 0) return i;
  }
  return text.length;
}

function fileOf(target: string): { readonly file?: string } {
  // The address of all functions may be kept in a variable or setting: `v_base || '/name'`.
  const name = (/\/functions\/v1\/([\w-]+)/.exec(target) ?? /^\$\{_\}\/([\w-]+)$/.exec(target))?.[1];
  return name === undefined ? {} : { file: `supabase/functions/${name}/index` };
}
