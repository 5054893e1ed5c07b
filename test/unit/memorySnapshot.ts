import type { Snapshot, SourceText } from '../../server/src/model/source';

/** A snapshot of texts by path below `/w`; the text is its own version. */
export function memorySnapshot(texts: Readonly<Record<string, string>>): Snapshot {
  const sources = new Map<string, SourceText>();
  for (const [path, text] of Object.entries(texts)) sources.set(`/w/${path}`, { uri: `/w/${path}`, version: text, text });
  return { roots: ['/w'], files: new Set(sources.keys()), read: (uri) => sources.get(uri) };
}
