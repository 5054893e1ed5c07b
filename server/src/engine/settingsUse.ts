import { escapeRegExp } from '../project/pathPattern';

/** How code uses a name that it imports: the member it reads, `undefined` for anything else. */
export type Use = string | undefined;

/**
 * The lines of a module of settings that name something of a scheduler; `undefined` for a module that is more than that. Nearly every file
 * imports such a module, and hardly any its `CRON_SECRET`. `mentions` tells whether a text names something that belongs to a scheduler.
 */
export function settingLines(text: string, mentions: (text: string) => boolean): string | undefined {
  if (readsRequests.test(text.replace(/\/\*[^]*?\*\/|\/\/[^\n]*/g, ''))) return undefined;
  const lines = text.split('\n').filter(mentions).join('\n');
  return lines === '' ? undefined : lines;
}

/** Whether uses of a module of settings ask for none of a scheduler's, which stand in some of its lines. */
export function isAboutOthers(uses: readonly Use[], lines: string, mentions: (text: string) => boolean): boolean {
  return uses.every((use) => use !== undefined && !isRelated(use, lines, mentions));
}

/** What looks at requests is no list of settings. */
const readsRequests = /\b(?:headers?|req|request|authorization|timingSafeEqual|createHmac|NextRequest)\b/i;

function isRelated(member: string, lines: string, mentions: (text: string) => boolean): boolean {
  if (mentions(member) || new RegExp(`\\b${escapeRegExp(member)}\\b`).test(lines)) return true;
  // Variables of the environment are named in full; what settings are called otherwise may stand for several of them.
  return !/^[A-Z\d]+(?:_[A-Z\d]+)+$/.test(member) && maySay.test(member);
}

const maySay = /cron|sched|job|task|worker|secret|token|auth|internal|secur|verif|guard|protect|assert|check/i;

/** How a file uses what it imports from a module, read from its text alone. */
export function usesOf(text: string, specifier: string): readonly Use[] {
  const statement = new RegExp(`import\\s+([^'";]+?)\\s+from\\s*['"]${escapeRegExp(specifier)}['"]`).exec(text);
  if (!statement) return [undefined];
  const body = text.slice(0, statement.index) + text.slice(statement.index + statement[0].length);
  return namesIn(statement[1] ?? '').flatMap((name) =>
    [...body.matchAll(new RegExp(`(?<![.\\w$])${escapeRegExp(name)}(?![\\w$])(?:\\??\\.(\\w+))?`, 'g'))].map(([, member]) => member),
  );
}

/** The local names of an import clause: `a, { b as c, type D }`. */
function namesIn(clause: string): readonly string[] {
  return clause
    .replace(/[{}]/g, ',')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && !part.startsWith('type '))
    .map((part) => part.split(/\s+as\s+/).at(-1) ?? part);
}
