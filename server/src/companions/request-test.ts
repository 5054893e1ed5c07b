import type { CompanionAdapter } from '../model/companion';
import { writtenTest } from './code/writtenTest';

/** A test that sends an endpoint requests which it must refuse, and one that it must accept. */
export const requestTest: CompanionAdapter = {
  id: 'request-test',
  offer(context) {
    const test = writtenTest(context);
    return test && { title: `Add a request test for ${test.name}`, places: [context.endpoint.declaration] };
  },
  build(context) {
    const test = writtenTest(context);
    return test && { edits: [], files: [test.file] };
  },
};
