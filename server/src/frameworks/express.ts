import type { FrameworkAdapter } from '../model/adapters';
import { methodRoutes, type RouterMethod } from '../model/routers';
import { expressRequest as request, expressResponse as response } from '../model/expressShapes';
import { expressPathCovers, isCaseSensitiveExpression } from '../project/expressPath';
import { joinPaths } from '../project/joinPaths';

const methods: Readonly<Record<string, RouterMethod>> = {
  ...methodRoutes,
  all: { kind: 'route', methods: [] },
  use: { kind: 'use' },
  route: { kind: 'at' },
  set: { kind: 'decorate' },
};

/** Express 4 and 5. Routes and string paths ignore case, so a regular expression and a test of `req.path` can miss a spelling that is routed. */
export const express: FrameworkAdapter = {
  id: 'express',
  name: 'Express',
  homepage: 'https://expressjs.com',
  supports: {
    endpoints: '`app.get()` …, `Router()` and mounts, `route()`, lists of routes, controllers',
    guards: '`use()` by path and order, handlers before the last, error handlers',
  },
  packages: ['express'],
  files: [],
  middleware: [],
  routers: [
    {
      create: ['express#()', 'express#Router()', 'express-promise-router#()'],
      types: [
        'express#Express',
        'express#Application',
        'express#Router',
        'express#IRouter',
        'express#IRoute',
        'express-serve-static-core#Express',
        'express-serve-static-core#Application',
        'express-serve-static-core#Router',
      ],
      methods,
      handler: { parameters: [request, response, 'next'], result: 'ignored', style: 'express' },
      errorHandler: { parameters: ['error', request, response, 'next'], result: 'ignored', style: 'express' },
      ordered: true,
      covers: (pattern, routePath, exact = false) => expressPathCovers(pattern, routePath, exact),
      isPassedBy: isCaseSensitiveExpression,
      hidesMounts: true,
      join: joinPaths,
    },
  ],
};
