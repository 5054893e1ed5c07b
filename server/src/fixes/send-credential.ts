import type { TextEdit } from '../model/finding';
import type { FixAdapter, FixChange, FixContext } from '../model/fixing';
import type { Span } from '../model/source';
import { declareVariables } from './code/environment';
import { addProperties, objectIn } from './code/property';
import { insert, newLineAs, slice, startsLine } from './code/text';
import { accessTo } from './code/variables';

const id = 'send-credential';
const variable = 'INTERNAL_SECRET';

/** Lets a request to a service of the same system carry a credential. Nothing is gained before the service verifies it. */
export const sendCredential: FixAdapter = {
  id,
  rules: ['require-service-authentication'],
  offer: (context) => changeOf(context) && { id, title: `Send ${variable}, for the service to verify`, safe: false, preferred: true },
  build(context) {
    const change = changeOf(context);
    return change && { ...change, edits: [...change.edits, ...declareVariables(context, [variable])] };
  },
};

/** Calls that send a request, and which argument holds their options. */
const requests: readonly (readonly [call: RegExp, options: number])[] = [
  [/^(?:[\w$]+\.)?(?:fetch|\$fetch|ofetch|ky|got)\(/, 1],
  [/^(?:ky|got|ofetch)\.\w+\(/, 1],
  [/^[\w$]+\.(?:get|head|delete|options)\(/, 1],
  [/^[\w$]+\.(?:post|put|patch)\(/, 2],
];

function changeOf(context: FixContext): FixChange | undefined {
  const { span } = context;
  const file = context.file(span.uri);
  const text = context.read(span.uri);
  const given = context.place(span)?.arguments;
  if (!file || text === undefined || !given) return undefined;
  const [, options] = requests.find(([call]) => call.test(slice(text, span))) ?? [];
  const access = accessTo(context, file, variable);
  if (options === undefined || !access) return undefined;
  const edit = headerEdit(text, given, options, `authorization: \`Bearer \${${access.code}}\``);
  return edit && { edits: [edit, ...access.edits], files: [] };
}

function headerEdit(text: string, given: readonly Span[], index: number, header: string): TextEdit | undefined {
  const options = given[index];
  const last = given.at(-1);
  if (!options) return last && given.length === index ? argumentBehind(text, last, `{ headers: { ${header} } }`) : undefined;
  if (!slice(text, options).startsWith('{')) return undefined;
  const headers = objectIn(text, options, 'headers');
  if (headers === 'closed') return undefined;
  return headers ? addProperties(text, headers, [header]) : addProperties(text, options, [`headers: { ${header} }`]);
}

/** One argument more, on a line of its own where the last one has one. */
function argumentBehind(text: string, last: Span, added: string): TextEdit {
  return insert(last.uri, last.end, `,${startsLine(text, last.start) ? newLineAs(text, last.start) : ' '}${added}`);
}
