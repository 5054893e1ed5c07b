/** A way to write a path otherwise. `query`: what code sees is the path with the query behind it. */
export type PathVariation = 'percent-encoded' | 'any-case' | 'doubled-slash' | 'trailing-slash' | 'query';

/**
 * How the path that code sees is spelled compared with the one the framework routes by: the variations that reach the same handler and that code
 * sees as the caller wrote them. None: a test of the path cannot be passed by.
 */
export type PathSpelling = readonly PathVariation[];

/** Code sees the path that the framework routes by. */
export const routed: PathSpelling = [];

/** A path as code of a framework sees it. */
export interface SeenPath {
  readonly spelling: PathSpelling;
  /**
   * What it is of the path where its code is registered below one: what follows that one, or that one itself; absent: the whole path. `id`: the
   * name that the framework gives the route.
   */
  readonly part?: 'below' | 'mount' | 'id';
}

/** A canonical route path in another spelling. Dynamic segments stay as they are. */
export function respelled(path: string, variation: PathVariation): string {
  switch (variation) {
    case 'percent-encoded':
      return onLetters(path, percentEncoded);
    case 'any-case':
      return onLetters(path, (text) => text.toUpperCase());
    case 'doubled-slash':
      return `/${path}`;
    case 'trailing-slash':
      return `${path}/`;
    case 'query':
      return `${path}?x`;
  }
}

function onLetters(path: string, respell: (text: string) => string): string {
  return path.replace(/\[[^\]]*\]+|[a-z]+/gi, (part) => (part.startsWith('[') ? part : respell(part)));
}

function percentEncoded(text: string): string {
  return [...text].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
}
