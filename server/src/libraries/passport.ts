import type { LibraryAdapter } from '../model/adapters';
import { members } from '../model/apiPath';

/** Passport. With a callback the application has to reject by itself; `initialize` and `session` only tell who calls. */
export const passport: LibraryAdapter = {
  id: 'passport',
  middleware: {
    'passport#authenticate': { credential: { kind: 'session' }, method: 'library', binds: [], delegatesTo: 1, byStrategies: true },
    'passport#Passport().authenticate': {
      credential: { kind: 'session' },
      method: 'library',
      binds: [],
      delegatesTo: 1,
      byStrategies: true,
    },
    'koa-passport#authenticate': { credential: { kind: 'session' }, method: 'library', binds: [], delegatesTo: 1, byStrategies: true },
  },
  registers: ['passport#use', 'passport#Passport().use', 'koa-passport#use'],
  strategies: {
    'passport-http-bearer#Strategy': { name: 'bearer', gives: ['token'] },
    'passport-http-bearer#default': { name: 'bearer', gives: ['token'] },
    'passport-http#BasicStrategy': { name: 'basic', gives: ['name', 'password'] },
    'passport-custom#Strategy': { name: 'custom', gives: ['request'] },
    'passport-custom#default': { name: 'custom', gives: ['request'] },
    'passport-headerapikey#HeaderAPIKeyStrategy': { name: 'headerapikey', gives: ['key'] },
    'passport-headerapikey#default': { name: 'headerapikey', gives: ['key'] },
  },
  harmless: [
    ...members(['passport#', 'passport#Passport()'], 'initialize session use serializeUser deserializeUser'),
    ...members('koa-passport#', 'initialize session use serializeUser deserializeUser'),
    'passport#Passport',
  ],
};
