import type { FixAdapter, FixContext } from '../model/fixing';
import { importName, localName } from './code/imports';
import { constantTime, constantTimeOnEdge } from './code/modules/constantTime';
import { languageOf } from './code/style';
import { slice } from './code/text';
import { placeModule } from './code/verifierModule';

/** Replaces a comparison that ends at the first difference. */
export const compareInConstantTime: FixAdapter = {
  id: 'compare-in-constant-time',
  rules: ['require-constant-time-comparison'],
  offer(context) {
    const comparison = comparisonOf(context);
    if (!comparison) return undefined;
    return { id: 'compare-in-constant-time', title: 'Compare in constant time', safe: comparison.exact, preferred: true };
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
      edits: [...importName(file, template.provides, specifier), { span: comparison.span, newText }, ...placed.edits],
      files: placed.files,
    };
  },
};

interface Comparison {
  readonly span: FixContext['span'];
  /** It asks for equality, so that replacing it changes nothing for anybody who was let in. */
  readonly exact: boolean;
  write(equal: string): string;
}

function comparisonOf(context: FixContext): Comparison | undefined {
  const operands = context.guard?.operands;
  const text = context.read(context.span.uri);
  if (!operands || text === undefined || operands.presented.uri !== context.span.uri || operands.expected.uri !== context.span.uri)
    return undefined;
  const [first, second] = [operands.presented, operands.expected].toSorted((a, b) => a.start - b.start);
  if (!first || !second || first.end > second.start) return undefined;
  const presented = slice(text, operands.presented);
  const expected = slice(text, operands.expected);
  const between = text.slice(first.end, second.start).replace(/[()]/g, '').trim();
  const span = { uri: context.span.uri, start: first.start, end: second.end };
  if (/^[!=]==?$/.test(between)) {
    return { span, exact: true, write: (equal) => `${between.startsWith('!') ? '!' : ''}${equal}(${presented}, ${expected})` };
  }
  return callOf(context, text, first === operands.presented ? presented : expected, between, presented, expected);
}

/** `presented.startsWith(expected)` becomes equality; `[one, two].includes(presented)` a comparison with each. */
function callOf(
  context: FixContext,
  text: string,
  receiver: string,
  between: string,
  presented: string,
  expected: string,
): Comparison | undefined {
  const { span } = context;
  if (!slice(text, span).endsWith(')')) return undefined;
  if (/^\??\.\s*startsWith$/.test(between) && receiver === presented) {
    return { span, exact: false, write: (equal) => `${equal}(${presented}, ${expected})` };
  }
  if (/^\.\s*includes$/.test(between) && receiver === expected && /^\[|\.split\(/.test(receiver)) {
    return { span, exact: true, write: (equal) => `${expected}.some((secret) => ${equal}(${presented}, secret))` };
  }
  return undefined;
}
