import type { LibraryAdapter } from '../model/adapters';

/** Hands rejected promises to the error middleware. */
export const expressAsyncHandler: LibraryAdapter = {
  id: 'express-async-handler',
  passThrough: { 'express-async-handler#': 0, 'express-async-handler#asyncHandler': 0, '@awaitjs/express#wrap': 0 },
};
