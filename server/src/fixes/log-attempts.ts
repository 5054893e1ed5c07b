import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite, StatementSite } from '../model/fixing';
import type { Span } from '../model/source';
import { inPlace } from './code/inPlace';
import { refusing } from './code/refusing';
import { inStyle } from './code/style';
import { freshName, indentationAt, insert, slice } from './code/text';

/** Writes a line to the log where a request is refused, and where it passes. */
export const logAttempts = inPlace(
  { id: 'log-attempts', rules: ['require-access-log'], title: 'Log accepted and rejected attempts where they are decided', safe: false },
  edits,
);

/** Where a check has two ways out. */
interface Decision {
  /** What is done with requests that are refused: a statement, or a block. */
  readonly refusal: Span;
  /** Requests that pass go on behind it. */
  readonly statement: StatementSite;
}

function edits(context: FixContext): readonly TextEdit[] {
  const { guard } = context;
  const text = guard && context.read(guard.span.uri);
  const place = guard && context.place(guard.span);
  if (!guard || text === undefined || !place || guard.verification.method === 'decode-only') return [];
  const decision = decisionOf(context, place, guard.span, text);
  return decision ? inBranches(context, decision, text) : inResult(context, place, text);
}

function decisionOf(context: FixContext, place: PlaceSite, check: Span, text: string): Decision | undefined {
  const { branch, caught, statement } = place;
  if (branch) return ofBranch(branch, text);
  const stored = place.use === 'initializer' ? context.holder(check) : undefined;
  const uses = stored?.kind === 'binding' ? stored.uses : [];
  const tested = uses.flatMap((use) => context.place(use)?.branch ?? []).flatMap((one) => ofBranch(one, text) ?? []);
  if (tested[0]) return tested[0];
  const isThrown = caught && statement.inBlock && refusing.test(slice(text, caught.block));
  return isThrown ? { refusal: caught.block, statement } : undefined;
}

function ofBranch({ statement, whenTrue, leaves }: NonNullable<PlaceSite['branch']>, text: string): Decision | undefined {
  const isRefusal = leaves && statement.inBlock && statement.span.end === whenTrue.end && refusing.test(slice(text, whenTrue));
  return isRefusal ? { refusal: whenTrue, statement } : undefined;
}

function inBranches(context: FixContext, { refusal, statement }: Decision, text: string): readonly TextEdit[] {
  const style = context.file(refusal.uri)?.style;
  if (!style) return [];
  const outer = style.eol + indentationAt(text, statement.span.start);
  const log = logger(text);
  const rejected = inStyle(`${log}.warn('cron request rejected');`, style);
  const accepted = insert(refusal.uri, statement.span.end, outer + inStyle(`${log}.info('cron request accepted');`, style));
  const isBlock = text[refusal.start] === '{';
  const inner = isBlock ? style.eol + indentationAt(text, refusal.start) + style.indent : outer + style.indent;
  const rejecting = isBlock
    ? [insert(refusal.uri, refusal.start + 1, inner + rejected)]
    : [insert(refusal.uri, refusal.start, `{${inner}${rejected}${inner}`), insert(refusal.uri, refusal.end, `${outer}}`)];
  const { message } = context;
  return [...(message.startsWith('Accepted') ? [] : rejecting), ...(message.startsWith('Rejected') ? [] : [accepted])];
}

/** A function whose result is the check's: both outcomes pass where it is given back. */
function inResult(context: FixContext, place: PlaceSite, text: string): readonly TextEdit[] {
  const { statement, use, operand } = place;
  const { uri, start } = statement.span;
  const file = context.file(uri);
  const [, result = ''] = /^return\s+([^;]+);?$/.exec(slice(text, statement.span)) ?? [];
  const isReturned = use === 'returned' || (operand !== undefined && /^(?:&&|\|\|)$/.test(operand.operator));
  if (!file || !isReturned || !statement.inBlock || result === '' || /(?<!\?)\?(?![.?])|\bnew\b|\{(?![^`]*`)/.test(result)) return [];
  const name = freshName(file.identifiers, 'accepted', 'isAccepted');
  const separator = file.style.eol + indentationAt(text, start);
  const lines = [
    `const ${name} = ${result};`,
    inStyle(`${logger(text)}.info(\`cron request \${${name} ? 'accepted' : 'rejected'}\`);`, file.style),
    `return ${name};`,
  ];
  return [{ span: statement.span, newText: lines.map((line) => (file.style.semicolons ? line : line.replace(/;$/, ''))).join(separator) }];
}

/** What the file logs with already. */
function logger(text: string): string {
  return /\b(?:this\.)?logger(?=\.(?:info|warn)\()/.exec(text)?.[0] ?? 'console';
}
