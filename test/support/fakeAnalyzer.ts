import type { Analyzer } from '../../server/src/engine/analyzer';
import type { EndpointReport, Report } from '../../server/src/engine/report';
import { finish } from '../../server/src/project/steps';
import { verdict } from '../../server/src/engine/verdict';
import type { Finding, Fix } from '../../server/src/model/finding';
import type { RuleMeta } from '../../server/src/model/rule';
import type { Snapshot, SourceText, Uri } from '../../server/src/model/source';

/** An analyzer whose findings a test can foresee, and what was asked of it. */
export interface FakeAnalyzer extends Analyzer {
  readonly updates: (readonly Uri[] | undefined)[];
  /** How many analyses began, and how many files of endpoints they came to. */
  reports: number;
  followed: number;
}

const meta: RuleMeta = {
  family: 'path',
  title: 'A fake rule',
  recommended: 'error',
  strict: 'error',
  cwe: 306,
  owasp: 'API2:2023',
  tenet: 6,
  why: 'It matters.',
  remedy: 'Do something.',
};

/** Descriptions of the rules that the fake reports, and of one that is off. */
export const fakeRules: ReadonlyMap<string, RuleMeta> = new Map([
  ['require-authentication', meta],
  ['require-constant-time-comparison', { ...meta, family: 'guard', recommended: 'warning', strict: 'warning', cwe: 208 }],
  ['require-access-log', { ...meta, family: 'effect', recommended: 'off', strict: 'warning', cwe: 778 }],
]);

/**
 * In every `route.ts` each exported function is an endpoint. One that does not call `verify` is unauthenticated; each `=== secret` is
 * a comparison that takes more time the more is right. A line `import './x'` reads `x.ts` beside the route, whose findings are its own.
 * A file with the word EXPLODE breaks the analyzer; one with SLOW takes its time, one with ACCOMPANY is offered a note beside it.
 */
export function fakeAnalyzer(): FakeAnalyzer {
  let snapshot: Snapshot = { roots: [], files: new Set(), read: () => undefined };
  const analyzer: FakeAnalyzer = {
    updates: [],
    reports: 0,
    followed: 0,
    update(next, changed) {
      snapshot = next;
      analyzer.updates.push(changed);
    },
    report: (settings) => finish(analyzer.steps(settings)),
    *steps(settings) {
      analyzer.reports++;
      const endpoints: EndpointReport[] = [];
      const findings: Finding[] = [];
      let parsed = 0;
      const routes = [...snapshot.files].filter((file) => file.endsWith('/route.ts')).toSorted();
      for (const [index, uri] of routes.entries()) {
        yield { done: index, total: routes.length };
        analyzer.followed++;
        const source = snapshot.read(uri);
        if (source === undefined) continue;
        parsed++;
        findings.push(...imported(source, snapshot));
        for (const { endpoint, own } of exported(source, snapshot)) {
          const first = findings.length;
          findings.push(...own);
          endpoints.push({ ...endpoint, findings: own.map((_, index) => first + index) });
        }
      }
      const shown = findings.filter((finding) => settings.severity[finding.rule] !== 'off');
      return {
        endpoints,
        findings: shown,
        problems: [],
        notAnalyzed: [],
        stats: { filesListed: snapshot.files.size, filesParsed: parsed },
      } satisfies Report;
    },
    fix: (finding, id) => fix(finding, id, snapshot),
    companions: ({ uri }) =>
      snapshot.read(uri)?.text.includes('ACCOMPANY') === true ? [{ id: 'note', endpoint: uri, title: 'Add a note' }] : [],
    companion: ({ id, endpoint }) => ({
      id,
      endpoint,
      title: 'Add a note',
      edits: [],
      files: [{ uri: `${endpoint}.md`, text: 'A note.' }],
    }),
  };
  return analyzer;
}

/** The findings in the file that a route imports. */
function imported({ uri, text }: SourceText, snapshot: Snapshot): readonly Finding[] {
  const name = /import '\.\/(\w+)'/.exec(text)?.[1];
  return name === undefined ? [] : comparisons(snapshot.read(`${uri.slice(0, uri.lastIndexOf('/'))}/${name}.ts`), []);
}

/** The endpoints of a route, each with its findings. */
function exported(
  source: SourceText,
  { roots }: Snapshot,
): readonly { readonly endpoint: Omit<EndpointReport, 'findings'>; readonly own: readonly Finding[] }[] {
  const { uri, text } = source;
  if (text.includes('EXPLODE')) throw new Error('The analyzer exploded.');
  if (text.includes('SLOW')) takeTime();
  const file = uri.slice((roots[0]?.length ?? 0) + 1);
  return [...text.matchAll(/export (?:async )?function (\w+)\(\)/g)].map((match) => {
    const [whole, name = ''] = match;
    const start = match.index + whole.length - name.length - '()'.length;
    const declaration = { uri, start, end: start + name.length };
    const id = `${file}#${name}`;
    const open = text.includes('verify(') ? [] : [unauthenticated(declaration, id)];
    const endpoint: Omit<EndpointReport, 'findings'> = {
      endpoint: {
        id,
        framework: 'next-app',
        name,
        methods: ['GET'],
        path: `/${file.replace('/route.ts', '')}`,
        uri,
        declaration,
        site: undefined,
      },
      triggers: [{ scheduler: 'vercel-cron', schedule: '0 * * * *', timezone: undefined, evidence: 'named', declaredAt: declaration }],
      verdict: verdict(open),
      assurance: open.length > 0 ? 'none' : 'static-secret',
      guards: [],
    };
    return { endpoint, own: [...open, ...comparisons(source, [id])] };
  });
}

/** Longer than a client has to wait for an analysis. */
function takeTime(): void {
  for (const begin = performance.now(); performance.now() - begin < 12;);
}

function unauthenticated(span: Finding['span'], id: string): Finding {
  return {
    rule: 'require-authentication',
    severity: 'error',
    confidence: 'certain',
    span,
    message: `Anyone can run "${id}".`,
    path: [{ span: { uri: span.uri, start: 0, end: 1 }, message: 'the request enters' }],
    endpoints: [id],
    fixes: [
      { id: 'other', title: 'Verify in another way', safe: false, preferred: false },
      { id: 'insert-verify', title: 'Verify the caller', safe: false, preferred: true },
    ],
    fingerprint: `auth ${id}`,
    suppressed: undefined,
  };
}

function comparisons(source: SourceText | undefined, endpoints: readonly string[]): readonly Finding[] {
  if (source === undefined) return [];
  return [...source.text.matchAll(/(\w+) === secret/g)].map((match, index) => ({
    rule: 'require-constant-time-comparison',
    severity: 'warning',
    confidence: 'certain',
    span: { uri: source.uri, start: match.index, end: match.index + match[0].length },
    message: `"${match[0]}" takes longer the more of the secret is right.`,
    path: [],
    endpoints,
    fixes: [{ id: 'constant-time', title: 'Compare in constant time', safe: true, preferred: true }],
    fingerprint: `compare ${source.uri} ${index}`,
    suppressed: undefined,
  }));
}

function fix(finding: Finding, id: string, snapshot: Snapshot): Fix | undefined {
  const { uri, start, end } = finding.span;
  const offer = finding.fixes.find((candidate) => candidate.id === id);
  const text = snapshot.read(uri)?.text;
  if (offer === undefined || text === undefined) return undefined;
  if (id === 'constant-time') {
    const compared = text.slice(start, end).replace(/(\w+) === secret/, 'equal($1, secret)');
    const edits = [
      { span: { uri, start: 0, end: 0 }, newText: "import { equal } from './equal';\n" },
      { span: { uri, start, end }, newText: compared },
    ];
    return { ...offer, edits, files: [] };
  }
  const body = text.indexOf('{', end) + 1;
  const verifier = `${uri.slice(0, uri.lastIndexOf('/'))}/verify.ts`;
  const files = snapshot.files.has(verifier) ? [] : [{ uri: verifier, text: 'export function verify() {}\n' }];
  return { ...offer, edits: [{ span: { uri, start: body, end: body }, newText: '\n  verify();' }], files };
}
