import type { ManifestProblem } from '../model/adapters';
import { spanKey } from '../model/source';
import type { Surveyed } from './survey';

/** Guards that hold only where the application runs now: a header that its platform removes from requests of others. */
export function platformHeaders(endpoints: Iterable<Pick<Surveyed, 'guards'>>): readonly ManifestProblem[] {
  const found = new Map<string, ManifestProblem>();
  for (const { guards } of endpoints)
    for (const { span, verification } of guards) {
      const name = /^header:(.+)$/.exec(verification.api ?? '')?.[1];
      if (name !== undefined)
        found.set(spanKey(span), {
          span,
          severity: 'information',
          message: `The header \`${name}\` proves the caller only where the platform removes it from requests of others.`,
        });
    }
  return [...found.values()];
}
