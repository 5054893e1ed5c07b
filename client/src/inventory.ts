import type { EndpointItem } from '../../server/src/protocol/messages';

/** An endpoint of the view, with the name of its workspace folder where there are several. */
export type Listed = EndpointItem & { readonly folder?: string | undefined };

/** Puts a text in the reader's language, with `{0}` and so on replaced: the editor's `l10n.t`. */
export type Say = (text: string, ...values: (string | number)[]) => string;

/** By what endpoints are put together. */
export type Grouping = 'scheduler' | 'verdict';

/** Endpoints under one heading. */
export interface Group {
  readonly title: string;
  readonly endpoints: readonly Listed[];
}

const worstFirst = ['unverified', 'weak', 'verified'] as const;

/** Endpoints by heading: verdicts from the worst on, schedulers by name. One that several schedulers call stands under each. */
export function grouped(endpoints: readonly Listed[], by: Grouping, say: Say): readonly Group[] {
  const titlesOf = ({ verdict, triggers }: Listed): readonly string[] =>
    by === 'verdict' ? [verdict] : triggers.length === 0 ? [say('No scheduler')] : triggers.map((trigger) => schedulerOf(trigger, say));
  const titles = [...new Set(endpoints.flatMap(titlesOf))].toSorted();
  const inOrder = by === 'verdict' ? worstFirst.filter((verdict) => titles.includes(verdict)) : titles;
  return inOrder.map((title) => ({ title, endpoints: endpoints.filter((endpoint) => titlesOf(endpoint).includes(title)) }));
}

/** Endpoints in which every word of a text occurs: in route, scheduler, schedule, verdict, assurance, framework or rules. */
export function filtered(endpoints: readonly Listed[], text: string): readonly Listed[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return endpoints.filter((endpoint) => {
    const all = [
      titleOf(endpoint),
      endpoint.verdict,
      endpoint.assurance,
      endpoint.framework,
      endpoint.folder ?? '',
      ...endpoint.rules,
      ...endpoint.triggers.flatMap(({ schedulerName, schedule, words: said }) => [schedulerName ?? '', schedule ?? '', said ?? '']),
    ].map((part) => part.toLowerCase());
    // `verified` is not asked for with `unverified`.
    return words.every((word) => all.some((part) => (word === 'verified' ? part === word : part.includes(word))));
  });
}

/** `GET /api/cron/sync`. */
export function titleOf({ methods, path }: Listed): string {
  return `${methods.length === 0 ? 'ALL' : methods.join(',')} ${path}`;
}

/** Who calls it, also where that is not known. */
export function schedulerOf({ schedulerName }: Listed['triggers'][number], say: Say): string {
  return schedulerName ?? say('Unknown scheduler');
}

/** When it is called, in words, by the first trigger that says so. */
export function scheduleOf({ triggers }: Listed, say: Say): string {
  const trigger = triggers.find(({ schedule }) => schedule !== null);
  return trigger === undefined ? say('no schedule known') : (trigger.words ?? trigger.schedule ?? '');
}

/** What stands beside the title: the folder if that has to be told, and the schedule. */
export function descriptionOf(endpoint: Listed, say: Say): string {
  return [...(endpoint.folder === undefined ? [] : [endpoint.folder]), scheduleOf(endpoint, say)].join(' · ');
}

/** All that an entry shows, as one sentence for people who hear it. */
export function labelOf(endpoint: Listed, say: Say): string {
  return [titleOf(endpoint), ...factsOf(endpoint, say).flat()].join(', ');
}

/** The same as Markdown, for people who point at it. */
export function tooltipOf(endpoint: Listed, say: Say): string {
  return [`**\`${titleOf(endpoint)}\`**`, ...factsOf(endpoint, say).map((line) => line.join(', '))].join('\n\n');
}

/** Line by line: where it is, how it is verified, when and by whom it is called, and what is reported. */
function factsOf(endpoint: Listed, say: Say): readonly (readonly string[])[] {
  const next = endpoint.triggers.flatMap((trigger) => trigger.next ?? [])[0];
  const schedulers = [...new Set(endpoint.triggers.flatMap(({ schedulerName }) => schedulerName ?? []))];
  return [
    ...(endpoint.folder === undefined ? [] : [[endpoint.folder]]),
    [endpoint.verdict, say('assurance {0}', endpoint.assurance)],
    [scheduleOf(endpoint, say), ...(next === undefined ? [] : [say('next run {0}', next)])],
    ...(schedulers.length === 0 ? [] : [[say('called by {0}', schedulers.join(', '))]]),
    ...(endpoint.rules.length === 0 ? [] : [[say('findings {0}', endpoint.rules.join(', '))]]),
  ];
}

/** Endpoints as a table for documents and reviews. */
export function markdownOf(endpoints: readonly Listed[], say: Say): string {
  const rows = endpoints.map((endpoint) => [
    `\`${titleOf(endpoint)}\`${endpoint.folder === undefined ? '' : ` (${endpoint.folder})`}`,
    [...new Set(endpoint.triggers.map((trigger) => schedulerOf(trigger, say)))].join(', '),
    scheduleOf(endpoint, say),
    endpoint.verdict,
    endpoint.assurance,
    endpoint.rules.map((rule) => `\`${rule}\``).join(', '),
  ]);
  const titles = [say('Endpoint'), say('Scheduler'), say('Schedule'), say('Verdict'), say('Assurance'), say('Findings')];
  return [titles, titles.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`)
    .join('');
}
