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
  const suspect = schedules.filter(
    ({ schedule, scheduler }) => schedule !== undefined && readSchedule(schedule, dialectOf(scheduler)).kind === 'invalid',
  );
  const problems = new Map<string, ManifestProblem>();
  for (const { schedule, expression, span } of writtenExpressions(suspect, read)) {
    const reading = readSchedule(expression, dialectOf(schedule.scheduler));
    if (reading.kind !== 'invalid') continue;
    const message = `The cron expression \`${expression}\` of ${schedulerName(schedule.scheduler)} ${reading.reason}.`;
    problems.set(`${span.uri}:${span.start}`, { span, message, severity: 'information' });
  }
  return [...problems.values()];
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
