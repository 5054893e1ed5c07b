import type { FixOffer, TextEdit } from '../../model/finding';
import type { FixAdapter, FixContext } from '../../model/fixing';

/** A fix at the place of its finding: it applies where it has edits to make, and is preferred there. */
export function inPlace(
  { rules, perHandler, ...offer }: Omit<FixOffer, 'preferred'> & Pick<FixAdapter, 'rules' | 'perHandler'>,
  edits: (context: FixContext) => readonly TextEdit[],
): FixAdapter {
  return {
    id: offer.id,
    rules,
    ...(perHandler === undefined ? {} : { perHandler }),
    offer: (context) => (edits(context).length === 0 ? undefined : { ...offer, preferred: true }),
    build(context) {
      const made = edits(context);
      return made.length === 0 ? undefined : { edits: made, files: [] };
    },
  };
}
