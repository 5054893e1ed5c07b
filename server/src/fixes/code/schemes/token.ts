import { type Scheme, type SchemeCode, type SchemePlace, ofHeaders } from '../scheme';

/** What the scheme of a token says of its own. */
type Own = Pick<Scheme, 'id' | 'title' | 'presents' | 'noun' | 'files' | 'credential' | 'notes' | 'settings'> & {
  readonly isRare?: boolean;
  /** The function that tells whether a token is the caller's: it is given {@link Scheme.settings}. */
  readonly test: string;
  /** Its statements; `token` is the token, and throwing refuses it. `undefined` where the project lacks what they need. */
  code(place: SchemePlace): TokenCode | undefined;
};

/** Statements that verify a token, with what they need. */
export type TokenCode = Pick<SchemeCode, 'imports'> & { readonly constants?: string; readonly statements: string };

/** A scheme whose callers present a token that somebody else has issued to them, as a bearer. */
export function token({ test, code, isRare = false, ...own }: Own): Scheme {
  const settings = Object.keys(own.settings);
  const given = settings.join(', ');
  const type = settings.map((name) => `${name}: string`).join('; ');
  return {
    ...ofHeaders,
    ...own,
    word: 'token',
    headers: { authorization: 'authorization' },
    isRare,
    code(place) {
      const found = code(place);
      return (
        found && {
          imports: found.imports,
          constants: found.constants ?? '',
          accepts: `await ${test}(authorization, { ${given} })`,
          isAsync: true,
          functions: `async function ${test}(
  authorization‹: string | null | undefined›,
  { ${given} }‹: { ${type} }›,
)‹: Promise<boolean>› {
  const token = /^Bearer (\\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return false;
  try {
${found.statements}
  } catch {
    return false;
  }
}
`,
        }
      );
    },
  };
}
