/**
 * How the path that code sees is spelled compared with the one the framework routes by. `routed`: the same, so a test of it cannot be missed.
 * `raw`: another percent-encoding of it reaches the same handler. `any-case`: upper and lower case reach the same handler.
 */
export type PathSpelling = 'routed' | 'raw' | 'any-case';

/** Another spelling of a canonical route path that reaches the same handler; `undefined` where there is none. Dynamic segments stay as they are. */
export function otherSpelling(path: string, spelling: PathSpelling): string | undefined {
  if (spelling === 'routed') return undefined;
  const respell = spelling === 'raw' ? percentEncoded : (text: string) => text.toUpperCase();
  return path.replace(/\[[^\]]*\]+|[a-z]+/gi, (part) => (part.startsWith('[') ? part : respell(part)));
}

function percentEncoded(text: string): string {
  return [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
}
