import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Passport. With a callback the application has to reject by itself; `initialize` and `session` only tell who calls. */
export const passport: LibraryAdapter = {
  id: 'passport',
  middleware: {
    'passport#authenticate': { credential: { kind: 'session' }, method: 'library', binds: [], delegatesTo: 1 },
    'passport#Passport().authenticate': { credential: { kind: 'session' }, method: 'library', binds: [], delegatesTo: 1 },
    'koa-passport#authenticate': { credential: { kind: 'session' }, method: 'library', binds: [], delegatesTo: 1 },
  },
  harmless: [
    ...members(['passport#', 'passport#Passport()'], 'initialize session use serializeUser deserializeUser'),
    ...members('koa-passport#', 'initialize session use serializeUser deserializeUser'),
    'passport#Passport',
  ],
};
