import { isCode } from '../model/codeFiles';
import type { TextEdit } from '../model/finding';
import type { FixContext } from '../model/fixing';
import { inPlace } from './code/inPlace';
import { slice } from './code/text';

/** Makes an endpoint of Inngest verify signatures again: options of its client and of `serve` have turned that off. */
export const verifyInngest = inPlace(
  {
    id: 'verify-inngest',
    rules: ['require-authentication', 'no-internal-bypass'],
    title: "Verify Inngest's signature in every environment",
    safe: false,
  },
  edits,
);

/** Options that verification is off with, where their value is written beside them. */
const options = /\b(isDev|skipSignatureValidation)\s*:\s*(?!false\b)([^,{}\n]+?)(?=\s*[,}\n])/g;

function edits(context: FixContext): readonly TextEdit[] {
  const { uri } = context.endpoint.declaration;
  if (!context.file(uri)?.imports.some(({ specifier }) => specifier.startsWith('inngest/'))) return [];
  return [...context.files()].flatMap((file) => {
    const text = isCode(file) ? (context.read(file) ?? '') : '';
    return [...text.matchAll(/\bnew Inngest\(\s*\{[^{}]*\}|\bserve\(\s*\{[^{}]*\}/g)].flatMap((call) => {
      const span = { uri: file, start: call.index, end: call.index + call[0].length };
      return [...slice(text, span).matchAll(options)].map((option): TextEdit => {
        const end = span.start + option.index + option[0].length;
        return { span: { uri: file, start: end - (option[2] ?? '').length, end }, newText: 'false' };
      });
    });
  });
}
