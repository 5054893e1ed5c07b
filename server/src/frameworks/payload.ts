import type { FrameworkAdapter, Member, Shape } from '../model/adapters';
import type { ObjectConvention } from '../model/declaredObjects';
import { urlWith, webRequest } from '../model/requestShapes';
import type { PathSpelling } from '../model/pathSpelling';

const user: Member = { kind: 'proof', credential: { kind: 'session' } };

/** Routes are matched with or without a slash at the end (measured with 3.90). */
const spelling: PathSpelling = ['trailing-slash'];

const request: Shape = {
  ...webRequest,
  url: urlWith({ spelling }),
  user,
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'searchParams.get(*)': { kind: 'input', input: 'query', absent: 'null' },
  'routeParams.*': { kind: 'input', input: 'path', absent: 'never' },
  data: { kind: 'input', input: 'body', absent: 'undefined', name: '' },
  pathname: { kind: 'pathname', spelling },
  'payload.logger.info()': { kind: 'neutral' },
  'payload.logger.warn()': { kind: 'neutral' },
  'payload.logger.error()': { kind: 'neutral' },
  'payload.secret': { kind: 'neutral' },
  't()': { kind: 'neutral' },
};

/** The request as the member `req` of what access functions are given. */
const access: Shape = Object.fromEntries(
  Object.entries(request).map(([path, member]) => [
    `req.${path}`,
    member.kind === 'self' ? { ...member, path: ['req', member.path].filter(Boolean).join('.') } : member,
  ]),
);

const objects: ObjectConvention = {
  list: 'endpoints',
  path: 'path',
  method: 'method',
  handler: 'handler',
  root: 'root',
  base: '/api',
  owner: 'slug',
  typed: { GlobalConfig: '/globals' },
  calling: { parameters: [request], result: 'responds', style: 'payload' },
  guarded: [{ at: ['jobs', 'access', 'run'], path: '/api/payload-jobs/run', methods: ['GET'], given: access }],
};

/** Payload: endpoints of the configuration, its collections and globals, and the endpoint that runs its jobs. */
export const payload: FrameworkAdapter = {
  id: 'payload',
  name: 'Payload',
  homepage: 'https://payloadcms.com',
  supports: {
    endpoints: '`endpoints` of the configuration and of `collections`, the jobs routes',
    guards: '`access` of `jobs`, code before the effects',
  },
  packages: ['payload'],
  files: [],
  middleware: [],
  routers: [],
  objects: [objects],
};
