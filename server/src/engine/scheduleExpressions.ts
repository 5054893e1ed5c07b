import type { ManifestProblem, Schedule } from '../model/adapters';
import type { SourceText, Span, Uri } from '../model/source';
import { readSchedule } from './cronExpression';
import { dialectOf, schedulerName } from './scheduleWords';

/** A schedule with the place its expression is written at. */
export interface WrittenExpression {
  readonly schedule: Schedule;
  readonly expression: string;
  readonly span: Span;
}

/** Where expressions stand: as written in the file that declares them, the nearest to what they call. What is put together elsewhere has no place. */
export function writtenExpressions(
  schedules: readonly Schedule[],
  read: (uri: Uri) => SourceText | undefined,
): readonly WrittenExpression[] {
  const taken = new Set<string>();
  return schedules.flatMap((schedule): readonly WrittenExpression[] => {
    const { schedule: expression, declaredAt } = schedule;
    const text = expression === undefined || expression === '' ? undefined : read(declaredAt.uri)?.text;
    if (expression === undefined || text === undefined) return [];
    const starts = occurrences(text, expression);
    const free = starts.filter((start) => !taken.has(`${declaredAt.uri}:${start}`));
    const start = nearest(free.length > 0 ? free : starts, declaredAt);
    if (start === undefined) return [];
    taken.add(`${declaredAt.uri}:${start}`);
    return [{ schedule, expression, span: { uri: declaredAt.uri, start, end: start + expression.length } }];
  });
}

/** Expressions that their scheduler cannot read or never runs, as information where they are declared. */
export function expressionProblems(schedules: readonly Schedule[], read: (uri: Uri) => SourceText | undefined): readonly ManifestProblem[] {
  const suspect = schedules.filter(({ schedule, scheduler }) => schedule !== undefined && reasonOf(schedule, scheduler) !== undefined);
  const problems = new Map<string, ManifestProblem>();
  for (const { schedule, expression, span } of writtenExpressions(suspect, read)) {
    const reason = reasonOf(expression, schedule.scheduler);
    if (reason === undefined) continue;
    const message = `The cron expression \`${expression}\` of ${schedulerName(schedule.scheduler)} ${reason}.`;
    problems.set(`${span.uri}:${span.start}`, { span, message, severity: 'information' });
  }
  return [...problems.values()];
}

/** Reports are made after every edit, and looking for dates takes longer than everything else about a schedule. */
const judged = new Map<string, string | undefined>();
const mostJudged = 5_000;

function reasonOf(expression: string, scheduler: string): string | undefined {
  const key = `${scheduler} ${expression}`;
  if (judged.has(key)) return judged.get(key);
  if (judged.size >= mostJudged) judged.clear();
  const reading = readSchedule(expression, dialectOf(scheduler));
  const reason = reading.kind === 'invalid' ? reading.reason : undefined;
  judged.set(key, reason);
  return reason;
}

/** A part of a longer expression is none. */
function occurrences(text: string, expression: string): readonly number[] {
  const found: number[] = [];
  for (let at = text.indexOf(expression); at >= 0; at = text.indexOf(expression, at + 1)) {
    const before = text[at - 1] ?? '';
    const after = text[at + expression.length] ?? '';
    if (!/[\w*/,-]/.test(before) && !/[\w*/,-]/.test(after)) found.push(at);
  }
  return found;
}

function nearest(starts: readonly number[], { start }: Span): number | undefined {
  return starts.toSorted((a, b) => Math.abs(a - start) - Math.abs(b - start))[0];
}
