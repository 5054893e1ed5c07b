import type { CallSite, FixAdapter, FixContext, PlaceSite } from '../model/fixing';
import type { Span } from '../model/source';
import { importName, localName } from './code/imports';
import { constantTime, constantTimeOnEdge } from './code/modules/constantTime';
import { holders, secretExpression } from './code/secret';
import { listed } from './code/listed';
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
      edits: [...importName(file, template.provides, specifier), { span: comparison.span ?? context.span, newText }, ...placed.edits],
      files: placed.files,
    };
  },
};

interface Comparison {
  /** Nobody who presents the secret notices the replacement. */
  readonly safe: boolean;
  /** What is replaced; the place of the finding when absent. */
  readonly span?: Span;
  write(equal: string): string;
}

function comparisonOf(context: FixContext): Comparison | undefined {
  const text = context.read(context.span.uri);
  const place = context.place(context.span);
  if (!context.guard || text === undefined || !place) return undefined;
  if (place.call?.method === 'is' && slice(text, place.call.receiver) === 'Object') return ofOperator(context, place, text);
  return place.call ? ofCall(context, place, place.call, text) : ofOperator(context, place, text);
}

/** An operator also lets requests pass that compare nothing with an unset secret; a function would hide that, so both are repaired at once. */
function ofOperator(context: FixContext, place: PlaceSite, text: string): Comparison | undefined {
  const operands = context.guard?.operands;
  if (!operands || !within(operands.presented, context.span) || !within(operands.expected, context.span)) return undefined;
  const { presented, expected } = operands;
  const between =
    presented.start < expected.start
      ? { ...presented, start: presented.end, end: expected.start }
      : { ...presented, start: expected.end, end: presented.start };
  // `Object.is` is an operator with a name.
  const operator = place.call ? '=' : /^[\s)]*([!=])==?[\s(]*$/.exec(slice(text, between))?.[1];
  if (operator === undefined) return undefined;
  const secret = mayBeUnset(context) ? secretExpression(context, text) : undefined;
  const { before, after } =
    secret === undefined ? { before: '', after: '' } : closing(context.span, place, text, presenceOf(secret), operator === '!');
  const negation = operator === '!' ? '!' : '';
  return {
    safe: secret === undefined,
    write: (equal) => `${before}${negation}${equal}(${slice(text, presented)}, ${slice(text, expected)})${after}`,
  };
}

function mayBeUnset({ guard }: FixContext): boolean {
  const secret = guard?.verification.secret;
  return secret?.kind === 'env' && secret.mayBeUnset;
}

function within(inner: Span, outer: Span): boolean {
  return inner.uri === outer.uri && inner.start >= outer.start && inner.end <= outer.end;
}

/** `[one, two].includes(presented)` becomes a comparison with each; `presented.startsWith(expected)` and `assert.equal(presented, expected)` one of the whole. */
function ofCall(context: FixContext, place: PlaceSite, call: CallSite, text: string): Comparison | undefined {
  const among = listed(context.span, call, place, text);
  if (among) {
    const { list, presented, negated, span } = among;
    return { safe: true, span, write: (equal) => `${negated ? '!' : ''}${list}.some((secret) => ${equal}(${presented}, secret))` };
  }
  const [first, second, ...others] = call.arguments;
  const receiver = slice(text, call.receiver);
  if (first && second && place.use === 'statement' && /^(?:strict|deep|deepStrict)?equal$/i.test(call.method)) {
    const rest = others.map((other) => `, ${slice(text, other)}`).join('');
    return {
      safe: !mayBeUnset(context),
      write: (equal) => `${receiver}.ok(${equal}(${slice(text, first)}, ${slice(text, second)})${rest})`,
    };
  }
  if (!first || second || call.method !== 'startsWith') return undefined;
  const given = slice(text, first);
  const name = context.guard?.verification.secret;
  const isExpected =
    name?.kind === 'env' && (given.includes(name.name) || holders(text, name.name).some((holder) => given.includes(holder)));
  return isExpected ? { safe: false, write: (equal) => `${equal}(${receiver}, ${given})` } : undefined;
}
