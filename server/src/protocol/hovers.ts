import type { Hover } from 'vscode-languageserver';
import type { EndpointReport, Report } from '../engine/report';
import { scheduleInWords, schedulerName } from '../engine/scheduleWords';
import { writtenExpressions } from '../engine/scheduleExpressions';
import { strength } from '../engine/verdict';
import type { Binding, Guard } from '../model/access';
import type { SourceText, Span, Uri } from '../model/source';
import { guardInWords } from '../model/stations';
import { endpointInWords } from '../model/violation';
import { calledInWords } from './lenses';
import type { Positions } from './positions';

/** What hovers are made from besides the report. */
export interface HoverContext {
  readonly positions: Positions;
  readonly read: (uri: Uri) => SourceText | undefined;
  readonly now: Date;
}

/** What is known of the place: a cron expression, a guard, or an endpoint's name; `undefined` elsewhere. */
export function hoverAt(report: Report, uri: Uri, offset: number, context: HoverContext): Hover | undefined {
  const found = expressionAt(report, uri, offset, context) ?? endpointAt(report, uri, offset, context) ?? guardAt(report, uri, offset);
  if (found === undefined) return undefined;
  return { contents: { kind: 'markdown', value: found.lines.join('\n\n') }, range: context.positions.range(found.span) };
}

interface Found {
  readonly span: Span;
  readonly lines: readonly string[];
}

function holds(span: Span, uri: Uri, offset: number): boolean {
  return span.uri === uri && span.start <= offset && offset <= span.end;
}

function expressionAt(report: Report, uri: Uri, offset: number, { read, now }: HoverContext): Found | undefined {
  const declared = (report.schedules ?? []).filter((schedule) => schedule.declaredAt.uri === uri);
  const written = writtenExpressions(declared, read).find(({ span }) => holds(span, uri, offset));
  if (written !== undefined) {
    const { scheduler, timezone } = written.schedule;
    return { span: written.span, lines: expressionLines(scheduler, written.expression, timezone, now) };
  }
  const text = read(uri)?.text;
  const literal = text === undefined ? undefined : quotedExpression(text, offset);
  if (literal === undefined) return undefined;
  const lines = expressionLines('', literal.expression, undefined, now);
  return lines.length > 1 ? { span: { uri, start: literal.start, end: literal.start + literal.expression.length }, lines } : undefined;
}

function expressionLines(scheduler: string, schedule: string, timezone: string | undefined, now: Date): readonly string[] {
  const { words, next, invalid } = scheduleInWords({ scheduler, schedule, timezone }, now, 3);
  if (invalid !== undefined) return [`The cron expression \`${schedule}\` ${invalid}.`, `Read as ${schedulerName(scheduler)} does.`];
  if (words === undefined) return [`\`${schedule}\` cannot be put in words: it is written with variables or in an unknown way.`];
  return [
    `**${words}**${scheduler === '' ? '' : ` (${schedulerName(scheduler)})`}`,
    ...(next.length > 0 ? [`Next runs:\n\n${next.map((moment) => `- ${moment}`).join('\n')}`] : []),
  ];
}

/** A whole quoted text on one line that can only be a cron expression: five or six fields with a `*` among them. */
function quotedExpression(text: string, offset: number): { readonly expression: string; readonly start: number } | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  for (const match of line.matchAll(/(['"`])((?:[\d*/,\-?LW#A-Z]+ ){4,5}[\d*/,\-?LW#A-Z]+)\1/gi)) {
    const expression = match[2] ?? '';
    const start = lineStart + match.index + 1;
    if (expression.includes('*') && start <= offset && offset <= start + expression.length) return { expression, start };
  }
  return undefined;
}

function endpointAt(report: Report, uri: Uri, offset: number, { now }: HoverContext): Found | undefined {
  const here = report.endpoints.filter(({ endpoint, triggers }) => triggers.length > 0 && holds(endpoint.declaration, uri, offset));
  const [first] = here;
  return first && { span: first.endpoint.declaration, lines: here.flatMap((one) => endpointLines(one, report, now)) };
}

function endpointLines(one: EndpointReport, report: Report, now: Date): readonly string[] {
  const rules = [...new Set(one.findings.flatMap((index) => report.findings[index]?.rule ?? []))];
  return [
    `**${endpointInWords(one.endpoint)}**: ${one.verdict}, assurance \`${one.assurance}\``,
    `${calledInWords(one.triggers, now)}.`,
    one.guards.length === 0 ? 'Verified by nothing.' : `Verified by ${[...new Set(one.guards.map(guardInWords))].join(', ')}.`,
    ...(rules.length > 0 ? [`Findings: ${rules.map((rule) => `\`${rule}\``).join(', ')}.`] : []),
  ];
}

function guardAt(report: Report, uri: Uri, offset: number): Found | undefined {
  const all = report.endpoints.flatMap(({ guards }) => guards).filter((guard) => holds(guard.span, uri, offset));
  // The innermost says most about the place.
  const guard = all.toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
  if (guard === undefined) return undefined;
  const ids = report.endpoints.filter(({ guards }) => guards.some((one) => holds(one.span, uri, offset)));
  const guarded = ids.length === 1 ? [] : [`Decides for ${ids.length} endpoints.`];
  return { span: guard.span, lines: [...guardLines(guard), ...guarded] };
}

const bound: Readonly<Record<Binding, string>> = {
  time: 'the time',
  body: 'the body',
  audience: 'the audience',
  issuer: 'the issuer',
  expiry: 'an expiry',
  caller: 'the caller',
  url: 'the URL',
};

/** What a guard proves, and what it does not. */
function guardLines(guard: Guard): readonly string[] {
  const { verification } = guard;
  const { secret, binds, weaknesses, method, credential } = verification;
  const level = strength(verification);
  const against =
    secret.kind === 'env'
      ? `\`${secret.name}\`${secret.mayBeUnset ? ', which may be unset' : ''}`
      : { literal: 'a literal in the source code', stored: 'what is stored', key: 'a key' }[secret.kind];
  const missing = Object.entries(bound).flatMap(([binding, words]) =>
    relevant[credential.kind]?.some((one) => one === binding) === true && !binds.some((one) => one === binding) ? [words] : [],
  );
  return [
    level === undefined
      ? `**Proves nothing**: reads ${guardInWords(guard)} without verifying it.`
      : `**Proves** that the caller knows or holds what ${guardInWords(guard)} is verified with: ${against}.`,
    `Assurance: \`${level ?? 'none'}\`. Method: ${method}.${binds.length > 0 ? ` Bound to ${binds.map((one) => bound[one]).join(', ')}.` : ''}`,
    ...(missing.length > 0 ? [`**Does not prove**: ${missing.join(', ')}.`] : []),
    ...(weaknesses.length > 0 ? [`Weaknesses: ${weaknesses.join('; ')}.`] : []),
  ];
}

/** What a sound check of each kind of credential is bound to. */
const relevant: Readonly<Partial<Record<Guard['verification']['credential']['kind'], readonly Binding[]>>> = {
  header: ['time', 'body', 'caller'],
  query: ['time', 'body', 'caller'],
  cookie: ['time', 'body', 'caller'],
  body: ['time', 'caller'],
  path: ['time', 'body', 'caller'],
  signature: ['time', 'body'],
  token: ['audience', 'issuer', 'expiry', 'caller'],
};
