import type { FixAdapter, FixContext } from '../model/fixing';
import { type Borrowing, borrowing } from './code/borrowing';

/** Verifies as another endpoint of the project does: with the project's own function. */
export const reuseVerifier: FixAdapter = {
  id: 'reuse-verifier',
  rules: ['require-authentication', 'no-spoofable-identity', 'no-ip-trust', 'require-canonical-path'],
  perHandler: true,
  offer(context) {
    const found = ofProject(context);
    if (!found) return undefined;
    const { name, module, isOfSameScheduler } = found;
    const path = module.slice(context.packageRoot.length + 1).replace(/(?:\/index)?\.[mc]?[jt]sx?$/, '');
    return { id: 'reuse-verifier', title: `Verify with ${name} of ${path}`, safe: false, preferred: isOfSameScheduler };
  },
  build(context) {
    const found = ofProject(context);
    return found && { edits: found.edits, files: [] };
  },
};

/** What other fixes have inserted is reused by themselves. */
const inserted = /^(?:rejectUnverified|refuseUnverified|requireVerified|withVerified|verify\w+Request$)/;

function ofProject(context: FixContext): Borrowing | undefined {
  const { site } = context.endpoint;
  if (!site || site.dispatches || context.shared) return undefined;
  for (const precedent of context.precedents) {
    const found = borrowing(context, site, precedent);
    if (found && !inserted.test(found.name)) return found;
  }
  return undefined;
}
