import assert from 'node:assert/strict';
import type { Action, Condition, EffectKind, Step } from '../../server/src/model/access';
import { protectedEffects } from '../../server/src/model/reach';
import type { Span } from '../../server/src/model/source';

const place = (name: string): Span => ({ uri: `/${name}`, start: 0, end: 1 });
const effect = (what: string, kind: EffectKind): Action => ({ kind: 'effect', effect: { span: place(what), kind, what }, certain: true });
const given = (kind: 'verified' | 'refused'): Condition => ({ kind, guard: 0, span: place('comparison') });

/** A job that sends mails for everybody and deletes for those who passed; both sides answer at one place. */
function answeredAlike(no: Extract<Action, { readonly kind: 'reject' }>): readonly string[] {
  const step = (at: string, does: Action | undefined, ...next: readonly number[]): Step => ({
    span: place(at),
    does,
    next: next.map((to) => ({ to, given: undefined })),
  });
  const entry: Step = {
    span: place('in'),
    does: undefined,
    next: [
      { to: 1, given: given('verified') },
      { to: 4, given: given('refused') },
    ],
  };
  const steps = [
    entry,
    step('mails', effect('mails', 'message'), 2),
    step('rows', effect('rows', 'database'), 3),
    step('answer', effect('answer', 'response')),
    step('mails', effect('mails', 'message'), 5),
    step('answer', no),
  ];
  return [...protectedEffects({ entry: 0, steps })].map((index) => `${index} ${steps[index]?.span.uri}`);
}

describe('effects that are protected', () => {
  it('are those before an answer that verified requests get too, unless its status refuses', () => {
    assert.deepEqual(answeredAlike({ kind: 'reject', stops: true }), ['1 /mails', '2 /rows', '3 /answer', '4 /mails']);
    assert.deepEqual(answeredAlike({ kind: 'reject', stops: true, status: 401 }), ['1 /mails', '2 /rows', '3 /answer']);
  });
});
