import type { CompanionAdapter, CompanionContext } from '../model/companion';
import type { Trigger } from '../model/endpoint';
import type { TextEdit } from '../model/finding';
import { sentBy } from './code/presenting/sent';
import { schedulerSides } from './code/presenting/sides';

/** Makes a schedule of the workspace present what its endpoint verifies, with the secret taken from where the platform keeps it. */
export const presentCredential: CompanionAdapter = {
  id: 'present-credential',
  offer(context) {
    const lacking = lackingTriggers(context);
    const [first] = lacking;
    if (!first) return undefined;
    const { uri } = first.trigger.declaredAt;
    const others = new Set(lacking.map(({ trigger }) => trigger.declaredAt.uri)).size - 1;
    const files = `${uri.slice(uri.lastIndexOf('/') + 1)}${others > 0 ? ` and ${others} more` : ''}`;
    return {
      title: `Send ${first.word} from ${files}`,
      places: [context.endpoint.declaration, ...lacking.map(({ trigger }) => trigger.declaredAt)],
    };
  },
  build(context) {
    const edits = lackingTriggers(context).flatMap((lacking) => lacking.edits);
    return edits.length === 0 ? undefined : { edits, files: [] };
  },
};

interface Lacking {
  readonly trigger: Trigger;
  readonly word: string;
  readonly edits: readonly TextEdit[];
}

/** Schedules that present nothing, with what makes them. */
function lackingTriggers(context: CompanionContext): readonly Lacking[] {
  const sent = sentBy(context);
  return context.triggers.flatMap((trigger): readonly Lacking[] => {
    const { scheduler, declaredAt, presents } = trigger;
    const side = schedulerSides[scheduler];
    const text = context.read(declaredAt.uri);
    if (!sent || !side || text === undefined || presents === undefined || presents.credentials.length > 0) return [];
    const edits = side({ uri: declaredAt.uri, text, span: declaredAt, read: context.read }, sent);
    return edits && edits.length > 0 ? [{ trigger, word: sent.word, edits }] : [];
  });
}
