import type { FrameworkAdapter, Member, Shape } from '../model/adapters';
import type { RouterMethod } from '../model/routers';
import type { HttpMethod } from '../model/endpoint';
import { nodeRequest, nodeResponse } from '../model/requestShapes';
import { expressPathCovers, isCaseSensitiveExpression, joinExpressPaths } from '../project/expressPath';

const header: Member = { kind: 'input', input: 'header', absent: 'undefined' };
const host: Member = { kind: 'input', input: 'host', absent: 'undefined', name: 'host' };
const network: Member = { kind: 'input', input: 'network', absent: 'undefined', name: 'ip' };
const cookie: Member = { kind: 'input', input: 'cookie', absent: 'undefined' };
const url: Member = { kind: 'input', input: 'url', absent: 'never', name: '' };
const body: Member = { kind: 'input', input: 'body', absent: 'undefined', name: '' };
const neutral: Member = { kind: 'neutral' };

const request: Shape = {
  ...nodeRequest,
  'get(*)': header,
  'header(*)': header,
  'query.*': { kind: 'input', input: 'query', absent: 'undefined' },
  query: { kind: 'input', input: 'query', absent: 'never', name: '' },
  'params.*': { kind: 'input', input: 'path', absent: 'never' },
  params: { kind: 'input', input: 'path', absent: 'never', name: '' },
  'cookies.*': cookie,
  'signedCookies.*': cookie,
  body,
  rawBody: body,
  ip: network,
  ips: network,
  hostname: host,
  host,
  subdomains: host,
  protocol: neutral,
  secure: neutral,
  path: { kind: 'pathname', spelling: 'any-case' },
  baseUrl: { kind: 'pathname', spelling: 'any-case' },
  originalUrl: url,
  url,
  'accepts()': neutral,
  'is()': neutral,
  fresh: neutral,
  'app.get()': neutral,
};

const response: Shape = {
  ...nodeResponse,
  'status()': { kind: 'status' },
  'sendStatus()': { kind: 'send', status: 'argument' },
  'json()': { kind: 'send', body: 0 },
  'jsonp()': { kind: 'send', body: 0 },
  'send()': { kind: 'send', body: 0 },
  'render()': { kind: 'send', body: 0 },
  'sendFile()': { kind: 'send', body: 0 },
  'download()': { kind: 'send', body: 0 },
  'redirect()': { kind: 'send', status: 302 },
  'set()': { kind: 'self' },
  'header()': { kind: 'self' },
  'type()': { kind: 'self' },
  'contentType()': { kind: 'self' },
  'append()': { kind: 'self' },
  'vary()': { kind: 'self' },
  'links()': { kind: 'self' },
  'location()': { kind: 'self' },
  'attachment()': { kind: 'self' },
  'cookie()': { kind: 'self' },
  'clearCookie()': { kind: 'self' },
  'get()': neutral,
  'getHeader()': neutral,
};

const verbs: readonly HttpMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const methods: Readonly<Record<string, RouterMethod>> = {
  ...Object.fromEntries(verbs.map((verb) => [verb.toLowerCase(), { kind: 'route', methods: [verb] }])),
  all: { kind: 'route', methods: [] },
  use: { kind: 'use' },
  route: { kind: 'at' },
};

/** Express 4 and 5. Routes and string paths ignore case, so a regular expression and a test of `req.path` can miss a spelling that is routed. */
export const express: FrameworkAdapter = {
  id: 'express',
  name: 'Express',
  homepage: 'https://expressjs.com',
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
      spelling: (pattern) => (isCaseSensitiveExpression(pattern) ? 'any-case' : 'routed'),
      join: joinExpressPaths,
    },
  ],
};
