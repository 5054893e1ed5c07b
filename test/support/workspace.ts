import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, type Report, type Settings } from '../../server/src/engine/report';
import type { Snapshot, SourceText, Span, Uri } from '../../server/src/model/source';
import { stripMarkers, writeMarkers, type Label } from './markers';

/** A small project: its files with markers as they are written, by path. */
export type Texts = Readonly<Record<string, string>>;

const root = '/workspace';

/** Where a file of a {@link Texts} is in its snapshot. */
export function uriOf(path: string): Uri {
  return `${root}/${path}`;
}

/** The path below the workspace of something in a snapshot. */
export function pathOf(uri: Uri): string {
  return uri.slice(root.length + 1);
}

/** Every file below a folder. */
export function readFolder(folder: string): Texts {
  const texts: Record<string, string> = {};
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    texts[path.slice(folder.length + 1).replaceAll('\\', '/')] = readFileSync(path, 'utf8');
  }
  return texts;
}

/** The snapshot of a project, without its markers. */
export function snapshotOf(texts: Texts): Snapshot {
  const sources = new Map<Uri, SourceText>();
  for (const [path, text] of Object.entries(texts)) sources.set(uriOf(path), { uri: uriOf(path), version: text, text: stripMarkers(text) });
  return { roots: [root], files: new Set(sources.keys()), read: (uri) => sources.get(uri) };
}

/** Analyses a project. The analyzer is loaded late: an update run may have written the registry just before. */
export async function analyze(texts: Texts, settings: Partial<Settings> = {}): Promise<Report> {
  const { createAnalyzer } = await import('../../server/src/engine/analyzer');
  const analyzer = createAnalyzer();
  analyzer.update(snapshotOf(texts));
  return analyzer.report({ ...defaultSettings, ...settings });
}

/** Something an analysis says of a place. */
export interface Remark {
  readonly span: Span;
  readonly text: string;
}

/** The texts with markers for what was found instead of those that are written there. */
export function annotate(texts: Texts, remarks: readonly Remark[]): Texts {
  const labels = new Map<string, Label[]>(Object.keys(texts).map((path) => [path, []]));
  const seen = new Set<string>();
  for (const { span, text } of remarks) {
    const key = JSON.stringify([span, text]);
    if (seen.has(key)) continue;
    seen.add(key);
    const found = labels.get(pathOf(span.uri));
    if (!found) throw new Error(`'${text}' is said of ${span.uri}, which is not part of the workspace`);
    found.push({ start: span.start, end: span.end, text });
  }
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [path, writeMarkers(path, stripMarkers(text), labels.get(path) ?? [])]),
  );
}

/** What a report says of places, in the words of markers: findings by rule, and problems of manifests. */
export function remarksOf(report: Report): readonly Remark[] {
  return [
    ...report.findings.map(({ span, rule }) => ({ span, text: rule })),
    ...report.problems.map(({ span, message }) => ({ span, text: `problem: ${message}` })),
  ];
}
