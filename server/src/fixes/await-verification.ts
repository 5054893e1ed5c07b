import type { FixAdapter, FixChange, FixContext, PlaceSite } from '../model/fixing';
import { makeAsync } from './code/firstStatement';
import { insert } from './code/text';

/** Awaits a verification whose promise was taken for its result. */
export const awaitVerification: FixAdapter = {
  id: 'await-verification',
  rules: ['no-ignored-verification'],
  offer(context) {
    const place = context.place(context.span);
    if (!place || !applies(context, place)) return undefined;
    return { id: 'await-verification', title: 'Await the verification', safe: true, preferred: true };
  },
  build(context): FixChange | undefined {
    const place = context.place(context.span);
    const text = context.read(context.span.uri);
    if (!place?.function || text === undefined || !applies(context, place)) return undefined;
    const { uri, start, end } = context.span;
    const bare = !place.negated && ['statement', 'initializer', 'condition', 'returned', 'argument'].includes(place.use);
    const awaiting = bare ? [insert(uri, start, 'await ')] : [insert(uri, start, '(await '), insert(uri, end, ')')];
    return { edits: [...makeAsync({ uri, ...place.function }, text), ...awaiting], files: [] };
  },
};

/** Results get lost in other ways too; the finding says when this is the one. Only the handler itself may be made asynchronous: nobody but the framework calls it. */
function applies(context: FixContext, place: PlaceSite): boolean {
  const { site } = context.endpoint;
  const fn = place.function;
  if (!fn || place.use === 'awaited' || !/\bawait/i.test(context.message)) return false;
  return fn.isAsync || (site !== undefined && fn.span.start === site.function.start && fn.span.uri === site.function.uri);
}
