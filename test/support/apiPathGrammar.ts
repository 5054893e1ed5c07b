import type { ApiPath } from '../../server/src/model/adapters';

const call = String.raw`\((?:\*)?\)`;
const name = String.raw`(?:[A-Za-z_$][\w$]*|\*\*?)`;
const path = new RegExp(String.raw`^[^#\s]+#(?:${name})?(?:${call})*(?:\.${name}(?:${call})*)*$`);

/** Whether a text follows the grammar of {@link ApiPath}; `(*)` is a call whose first argument names what is read. */
export function isApiPath(text: string): text is ApiPath {
  return path.test(text) && !text.includes('#.');
}
