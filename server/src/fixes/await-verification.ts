import type { TextEdit } from '../model/finding';
import type { FixContext, PlaceSite } from '../model/fixing';
import { makeAsync } from './code/firstStatement';
import { inPlace } from './code/inPlace';
import { insert } from './code/text';

/** Awaits a verification whose promise was taken for its result. */
export const awaitVerification = inPlace(
  { id: 'await-verification', rules: ['no-ignored-verification'], title: 'Await the verification', safe: false },
  edits,
);

function edits(context: FixContext): readonly TextEdit[] {
  const place = context.place(context.span);
  const text = context.read(context.span.uri);
  if (!place?.function || text === undefined || !applies(context, place)) return [];
  const { uri, start, end } = context.span;
  const bare = !place.negated && ['statement', 'initializer', 'condition', 'returned', 'argument'].includes(place.use);
  const awaiting = bare ? [insert(uri, start, 'await ')] : [insert(uri, start, '(await '), insert(uri, end, ')')];
  return [...makeAsync({ uri, ...place.function }, text), ...awaiting];
}

/** Results get lost in other ways too; the finding says when this is the one. Only the handler itself may be made asynchronous: nobody but the framework calls it. */
function applies(context: FixContext, place: PlaceSite): boolean {
  const { site } = context.endpoint;
  const fn = place.function;
  if (!fn || place.use === 'awaited' || !/\bawait/i.test(context.message)) return false;
  return fn.isAsync || (site !== undefined && fn.span.start === site.function.start && fn.span.uri === site.function.uri);
}
