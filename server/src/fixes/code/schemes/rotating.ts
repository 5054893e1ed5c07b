import { type Scheme, type SchemeCode, ofHeaders } from '../scheme';

/** What the scheme of a shared secret says of its own. */
type Own = Pick<Scheme, 'id' | 'title' | 'presents' | 'noun' | 'files' | 'credential' | 'notes' | 'word' | 'headers' | 'coversBody'> & {
  /** The variable that holds the secret; the one that is about to replace it has `_NEXT` behind its name. */
  readonly variable: string;
  /** A call that tells whether the request was made with a secret. */
  accepts(secret: string): string;
  readonly constants?: string;
  /** The functions that the call needs, on Node and where only WebCrypto is at hand. */
  readonly onNode: Pick<SchemeCode, 'imports' | 'functions'>;
  readonly onEdge: Pick<SchemeCode, 'functions'>;
};

/** A scheme whose callers share a secret with the endpoint, which can be replaced without an interruption. */
export function rotating({ variable, accepts, constants = '', onNode, onEdge, notes, ...own }: Own): Scheme {
  const calls = [accepts('secret'), accepts(`process.env.${variable}_NEXT`)];
  return {
    ...ofHeaders,
    ...own,
    notes: [...notes, `Set ${variable}_NEXT too while the secret is being replaced: both are accepted then.`],
    settings: { secret: variable },
    code: ({ edge }) =>
      edge
        ? { ...onEdge, imports: [], constants, accepts: calls.map((call) => `(await ${call})`).join(' || '), isAsync: true }
        : { ...onNode, constants, accepts: calls.join(' || '), isAsync: false },
  };
}

/** The type of a header in a template. */
export const header = '‹: string | null | undefined›';

/** The type of what may not be there, in a template. */
export const optional = '‹: string | undefined›';
