import type { ApiPath, LibraryAdapter, ResponseModel, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';

const runtimes: readonly ApiPath[] = [
  'react-router#',
  'react-router-dom#',
  ...['node', 'cloudflare', 'deno', 'server-runtime', 'react', 'router'].map((name): ApiPath => `@remix-run/${name}#`),
  ...['node', 'cloudflare', 'deno'].map((name): ApiPath => `@react-router/${name}#`),
  '@vercel/remix#',
  '@netlify/remix-runtime#',
];

const response: ResponseModel = { body: 0, init: 1 };
const redirection: ResponseModel = { body: -1, init: 1, status: 302 };

const session: VerifierModel = {
  credential: { kind: 'session' },
  method: 'library',
  binds: [],
  refusal: 'null',
  async: false,
};

const storages = runtimes.flatMap((runtime) =>
  members(runtime, 'createCookieSessionStorage() createSessionStorage() createFileSessionStorage() createWorkersKVSessionStorage()'),
);

/** React Router and Remix. What a function of theirs makes has to be returned or thrown. A session is kept in a signed cookie. */
export const reactRouter: LibraryAdapter = {
  id: 'react-router',
  verifiers: {
    ...each(members(storages, 'getSession().get'), session),
    ...each(members(storages, 'getSession().has'), { ...session, refusal: 'false' } satisfies VerifierModel),
  },
  responses: {
    ...each(members(runtimes, 'json data'), response),
    ...each(members(runtimes, 'redirect redirectDocument replace'), redirection),
  },
  harmless: [
    ...members(
      runtimes,
      `createContext createCookie createCookie().parse createCookie().serialize createCookieSessionStorage createSessionStorage
      createFileSessionStorage createWorkersKVSessionStorage isRouteErrorResponse href`,
    ),
    ...members(storages, 'getSession commitSession destroySession getSession().set getSession().unset getSession().flash'),
  ],
};
