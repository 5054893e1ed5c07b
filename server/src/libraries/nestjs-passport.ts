import type { LibraryAdapter } from '../model/adapters';

/** Passport for Nest: the guard refuses unless a subclass decides otherwise in `handleRequest`. */
export const nestjsPassport: LibraryAdapter = {
  id: 'nestjs-passport',
  verifiers: {
    '@nestjs/passport#AuthGuard()().canActivate': {
      credential: { kind: 'session' },
      method: 'library',
      binds: [],
      refusal: 'throws',
      async: true,
    },
  },
  harmless: ['@nestjs/passport#AuthGuard', '@nestjs/passport#PassportStrategy', '@nestjs/passport#PassportModule.register'],
};
