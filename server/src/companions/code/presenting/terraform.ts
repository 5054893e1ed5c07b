import type { TextEdit } from '../../../model/finding';
import { indentationAt, insert, slice } from '../../../fixes/code/text';
import { eolOf } from './command';
import type { Scheduled, SchedulerSide } from './sides';

/** Cloud Scheduler in Terraform: a token of a service account, or a header with a variable that is marked as sensitive. */
export const ofSchedulerJob: SchedulerSide = (scheduled, sent) => {
  const { uri, text, span } = scheduled;
  const target = blockAround(text, span.start);
  if (!uri.endsWith('.tf') || !target) return undefined;
  const inner = text.slice(target.start, target.end);
  return sent.kind === 'google-oidc' ? token(scheduled, target, inner) : header(scheduled, target, inner, sent.variable.toLowerCase());
};

interface Block {
  /** Behind the opening brace, and at the closing one. */
  readonly start: number;
  readonly end: number;
}

/** The block `http_target { … }` that an offset is in. */
function blockAround(text: string, offset: number): Block | undefined {
  const opening = [...text.slice(0, offset).matchAll(/\bhttp_target\s*\{/g)].at(-1);
  if (!opening) return undefined;
  const start = opening.index + opening[0].length;
  let depth = 1;
  for (let end = start; end < text.length; end++) {
    if (text[end] === '{') depth++;
    else if (text[end] === '}' && --depth === 0) return end > offset ? { start, end } : undefined;
  }
  return undefined;
}

function token(scheduled: Scheduled, target: Block, inner: string): readonly TextEdit[] | undefined {
  const { text, span } = scheduled;
  if (/\b(?:oidc|oauth)_token\b/.test(inner)) return undefined;
  const account = /\bresource\s+"google_service_account"\s+"([\w-]+)"/.exec(text)?.[1];
  const email = account === undefined ? 'var.cron_service_account' : `google_service_account.${account}.email`;
  const written = slice(text, span);
  const isQuoted = text[span.start - 1] === '"' && text[span.end] === '"';
  const lines = [
    'oidc_token {',
    `  service_account_email = ${email}`,
    `  audience              = ${isQuoted ? `"${written}"` : written}`,
    '}',
  ];
  return [inBlock(scheduled, target, lines), ...(account === undefined ? declared(scheduled, 'cron_service_account', false) : [])];
}

function header(scheduled: Scheduled, target: Block, inner: string, variable: string): readonly TextEdit[] {
  const { uri, text } = scheduled;
  const entry = `Authorization = "Bearer \${var.${variable}}"`;
  const headers = /\bheaders\s*=\s*\{/.exec(inner);
  const edit = headers
    ? insert(
        uri,
        target.start + headers.index + headers[0].length,
        `${eolOf(text)}${indentationAt(text, target.start + headers.index)}  ${entry}`,
      )
    : inBlock(scheduled, target, ['headers = {', `  ${entry}`, '}']);
  return [edit, ...declared(scheduled, variable, true)];
}

/** Lines at the end of a block. */
function inBlock({ uri, text }: Scheduled, { end }: Block, lines: readonly string[]): TextEdit {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const indentation = `${indentationAt(text, end)}  `;
  return insert(uri, lineStart, lines.map((line) => `${indentation}${line}${eolOf(text)}`).join(''));
}

/** A variable, unless this file or the one for variables beside it declares it. */
function declared({ uri, text, read }: Scheduled, name: string, isSensitive: boolean): readonly TextEdit[] {
  const beside = read(`${uri.slice(0, uri.lastIndexOf('/'))}/variables.tf`) ?? '';
  if ([text, beside].some((file) => new RegExp(`\\bvariable\\s+"${name}"`).test(file))) return [];
  const lines = [
    `variable "${name}" {`,
    isSensitive ? '  type      = string' : '  type = string',
    ...(isSensitive ? ['  sensitive = true'] : []),
    '}',
  ];
  const eol = eolOf(text);
  return [insert(uri, text.length, `${text.endsWith('\n') ? '' : eol}${eol}${lines.join(eol)}${eol}`)];
}
