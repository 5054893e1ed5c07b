import type { CallSite, FixAdapter, FixContext, PlaceSite } from '../model/fixing';
import type { Span } from '../model/source';
import { importName, localName } from './code/imports';
import { constantTime, constantTimeOnEdge } from './code/modules/constantTime';
import { holders, secretExpression } from './code/secret';
import { languageOf } from './code/style';
import { slice } from './code/text';
import { closing, presenceOf } from './code/unset';
import { placeModule } from './code/verifierModule';

/** Replaces a comparison that ends at the first difference. */
export const compareInConstantTime: FixAdapter = {
  id: 'compare-in-constant-time',
  rules: ['require-constant-time-comparison'],
  offer(context) {
    const comparison = comparisonOf(context);
    if (!comparison) return undefined;
    return { id: 'compare-in-constant-time', title: 'Compare in constant time', safe: comparison.safe, preferred: true };
  },
  build(context) {
    const comparison = comparisonOf(context);
    const { uri } = context.span;
    const file = context.file(uri);
    if (!comparison || !file) return undefined;
    const edge = file.edge || (context.endpoint.site?.edge ?? false);
    const template = edge ? constantTimeOnEdge : constantTime;
    const placed = placeModule(context, template, languageOf(file));
    if (!placed) return undefined;
    const specifier = context.specifier(uri, placed.uri);
    const newText = comparison.write(localName(file, template.provides, specifier));
    return {
      edits: [...importName(file, template.provides, specifier), { span: context.span, newText }, ...placed.edits],
      files: placed.files,
    };
  },
};

interface Comparison {
  /** Nobody who presents the secret notices the replacement. */
  readonly safe: boolean;
  write(equal: string): string;
}

function comparisonOf(context: FixContext): Comparison | undefined {
  const text = context.read(context.span.uri);
  const place = context.place(context.span);
  if (!context.guard || text === undefined || !place) return undefined;
  return place.call ? ofCall(context, place.call, text) : ofOperator(context, place, text);
}

/** An operator also lets requests pass that compare nothing with an unset secret; a function would hide that, so both are repaired at once. */
function ofOperator(context: FixContext, place: PlaceSite, text: string): Comparison | undefined {
  const { operands, verification } = context.guard ?? {};
  if (!operands || !within(operands.presented, context.span) || !within(operands.expected, context.span)) return undefined;
  const { presented, expected } = operands;
  const between =
    presented.start < expected.start
      ? { ...presented, start: presented.end, end: expected.start }
      : { ...presented, start: expected.end, end: presented.start };
  const operator = /^[\s)]*([!=])==?[\s(]*$/.exec(slice(text, between))?.[1];
  if (operator === undefined) return undefined;
  const mayBeUnset = verification?.secret.kind === 'env' && verification.secret.mayBeUnset;
  const secret = mayBeUnset ? secretExpression(context, text) : undefined;
  const { before, after } =
    secret === undefined ? { before: '', after: '' } : closing(context.span, place, text, presenceOf(secret), operator === '!');
  const negation = operator === '!' ? '!' : '';
  return {
    safe: secret === undefined,
    write: (equal) => `${before}${negation}${equal}(${slice(text, presented)}, ${slice(text, expected)})${after}`,
  };
}

function within(inner: Span, outer: Span): boolean {
  return inner.uri === outer.uri && inner.start >= outer.start && inner.end <= outer.end;
}

/** `[one, two].includes(presented)` becomes a comparison with each; `presented.startsWith(expected)` one of the whole. */
function ofCall(context: FixContext, call: CallSite, text: string): Comparison | undefined {
  const [argument, ...others] = call.arguments;
  if (!argument || others.length > 0) return undefined;
  const receiver = slice(text, call.receiver);
  const given = slice(text, argument);
  if (call.method === 'includes' && receiver.startsWith('[')) {
    return { safe: true, write: (equal) => `${receiver}.some((secret) => ${equal}(${given}, secret))` };
  }
  const name = context.guard?.verification.secret;
  const isExpected =
    name?.kind === 'env' && (given.includes(name.name) || holders(text, name.name).some((holder) => given.includes(holder)));
  return call.method === 'startsWith' && isExpected ? { safe: false, write: (equal) => `${equal}(${receiver}, ${given})` } : undefined;
}
