import type { Texts } from '../workspace';

/** How one framework calls a handler: where it stands, how it reads a header, refuses and answers. */
export interface Frame {
  readonly id: string;
  readonly file: string;
  /** Import declarations that the handler needs. */
  readonly imports: string;
  /** What helpers are given to judge the request: parameters with their types, and the arguments. */
  readonly parameters: string;
  readonly passed: string;
  /** An expression for a header; the name is written as it is sent, in lower case. */
  header(name: string): string;
  /** An expression that refuses; a handler or helper returns it. */
  readonly refusal: string;
  /** An expression that answers with success. */
  readonly answer: string;
  /** The handler with its statements. A `wrapper` is the name of a function that takes and gives a handler. */
  handler(statements: string, wrapper?: string): string;
  /** Other files of the project. */
  readonly others: Texts;
}

const web = {
  imports: '',
  header: (name: string) => `request.headers.get('${name}')`,
  refusal: 'new Response(null, { status: 401 })',
  answer: 'Response.json({ ok: true })',
  parameters: 'request: Request',
  passed: 'request',
  others: {},
};

function wrapped(code: string, wrapper: string | undefined): string {
  return wrapper === undefined ? code : `${wrapper}(${code})`;
}

/** A file-routed handler that is an exported constant, taking the request out of a context. */
function fromContext(id: string, file: string, exported: string): Frame {
  return {
    ...web,
    id,
    file,
    handler: (statements, wrapper) => `export const ${exported} = ${wrapped(`async ({ request }) => {\n${statements}\n}`, wrapper)};`,
  };
}

const nodeHeaders = (request: string) => (name: string) => `${request}.headers['${name}']`;

/** Frameworks of different calling styles, each with one endpoint that a scheduler is known to call by its path. */
export const frames: readonly Frame[] = [
  {
    ...web,
    id: 'next-app',
    file: 'app/api/cron/sync/route.ts',
    handler: (statements, wrapper) =>
      wrapper === undefined
        ? `export async function POST(request: Request) {\n${statements}\n}`
        : `export const POST = ${wrapper}(async (request: Request) => {\n${statements}\n});`,
  },
  {
    id: 'next-pages',
    file: 'pages/api/cron/sync.ts',
    imports: "import type { NextApiRequest, NextApiResponse } from 'next';",
    parameters: 'req: NextApiRequest, res: NextApiResponse',
    passed: 'req, res',
    header: nodeHeaders('req'),
    refusal: 'res.status(401).end()',
    answer: 'res.status(200).json({ ok: true })',
    handler: (statements, wrapper) =>
      wrapper === undefined
        ? `export default async function handler(req: NextApiRequest, res: NextApiResponse) {\n${statements}\n}`
        : `export default ${wrapper}(async (req: NextApiRequest, res: NextApiResponse) => {\n${statements}\n});`,
    others: {},
  },
  {
    id: 'express',
    file: 'src/server.ts',
    imports: "import express, { type Request, type Response } from 'express';",
    parameters: 'req: Request, res: Response',
    passed: 'req, res',
    header: (name) => `req.get('${name}')`,
    refusal: 'res.status(401).end()',
    answer: 'res.json({ ok: true })',
    handler: (statements, wrapper) =>
      `const app = express();\napp.post('/cron/sync', ${wrapped(`async (req: Request, res: Response) => {\n${statements}\n}`, wrapper)});\napp.listen(3000);`,
    others: {},
  },
  {
    id: 'fastify',
    file: 'src/server.ts',
    imports: "import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';",
    parameters: 'request: FastifyRequest, reply: FastifyReply',
    passed: 'request, reply',
    header: nodeHeaders('request'),
    refusal: 'reply.code(401).send()',
    answer: 'reply.send({ ok: true })',
    handler: (statements, wrapper) =>
      `const app = Fastify();\napp.post('/cron/sync', ${wrapped(`async (request: FastifyRequest, reply: FastifyReply) => {\n${statements}\n}`, wrapper)});\nawait app.listen({ port: 3000 });`,
    others: {},
  },
  {
    id: 'hono',
    file: 'src/index.ts',
    imports: "import { Hono, type Context } from 'hono';",
    parameters: 'c: Context',
    passed: 'c',
    header: (name) => `c.req.header('${name}')`,
    refusal: 'c.text("Unauthorized", 401)',
    answer: 'c.json({ ok: true })',
    handler: (statements, wrapper) =>
      `const app = new Hono();\napp.post('/cron/sync', ${wrapped(`async (c: Context) => {\n${statements}\n}`, wrapper)});\nexport default app;`,
    others: {},
  },
  {
    ...web,
    id: 'workers',
    file: 'src/worker.ts',
    handler: (statements, wrapper) =>
      wrapper === undefined
        ? `export default {\n  async fetch(request: Request) {\n${statements}\n},\n};`
        : `export default { fetch: ${wrapper}(async (request: Request) => {\n${statements}\n}) };`,
    others: { 'wrangler.toml': 'name = "jobs"\nmain = "src/worker.ts"\n' },
  },
  {
    ...web,
    id: 'supabase',
    file: 'supabase/functions/cron-sync/index.ts',
    handler: (statements, wrapper) => `Deno.serve(${wrapped(`async (request) => {\n${statements}\n}`, wrapper)});`,
  },
  {
    id: 'nitro',
    file: 'server/api/cron/sync.post.ts',
    imports: "import { createError, defineEventHandler, getHeader, type H3Event } from 'h3';",
    parameters: 'event: H3Event',
    passed: 'event',
    header: (name) => `getHeader(event, '${name}')`,
    refusal: 'new Response(null, { status: 401 })',
    answer: '{ ok: true }',
    handler: (statements, wrapper) =>
      `export default defineEventHandler(${wrapped(`async (event: H3Event) => {\n${statements}\n}`, wrapper)});`,
    others: { 'package.json': '{ "dependencies": { "nitropack": "2.13.6" } }' },
  },
  fromContext('sveltekit', 'src/routes/api/cron/sync/+server.ts', 'POST'),
  {
    ...fromContext('astro', 'src/pages/api/cron/sync.ts', 'POST'),
    others: { 'package.json': '{ "dependencies": { "astro": "5.18.0" } }' },
  },
  {
    ...fromContext('react-router', 'app/routes/api.cron.sync.ts', 'action'),
    others: { 'package.json': '{ "dependencies": { "react-router": "7.0.0", "@react-router/fs-routes": "7.0.0" } }' },
  },
  {
    id: 'koa',
    file: 'src/server.ts',
    imports: "import Koa, { type Context } from 'koa';\nimport Router from '@koa/router';",
    parameters: 'ctx: Context',
    passed: 'ctx',
    header: (name) => `ctx.get('${name}')`,
    refusal: 'ctx.throw(401)',
    answer: "(ctx.body = 'done')",
    handler: (statements, wrapper) =>
      `const app = new Koa();\nconst router = new Router();\nrouter.post('/cron/sync', ${wrapped(`async (ctx: Context) => {\n${statements}\n}`, wrapper)});\napp.use(router.routes());\napp.listen(3000);`,
    others: {},
  },
  {
    id: 'hapi',
    file: 'src/server.ts',
    imports: "import Hapi, { type Request, type ResponseToolkit } from '@hapi/hapi';",
    parameters: 'request: Request, h: ResponseToolkit',
    passed: 'request, h',
    header: nodeHeaders('request'),
    refusal: 'h.response().code(401)',
    answer: 'h.response({ ok: true })',
    handler: (statements, wrapper) =>
      `const server = Hapi.server({ port: 3000 });\nserver.route({ method: 'POST', path: '/cron/sync', handler: ${wrapped(`async (request: Request, h: ResponseToolkit) => {\n${statements}\n}`, wrapper)} });\nawait server.start();`,
    others: {},
  },
  {
    id: 'elysia',
    file: 'src/index.ts',
    imports: "import { Elysia } from 'elysia';",
    parameters: 'context: { headers: Record<string, string | undefined> }',
    passed: 'context',
    header: (name) => `context.headers['${name}']`,
    refusal: 'new Response(null, { status: 401 })',
    answer: '{ ok: true }',
    handler: (statements, wrapper) =>
      `new Elysia().post('/cron/sync', ${wrapped(`async (context) => {\n${statements}\n}`, wrapper)}).listen(3000);`,
    others: {},
  },
  {
    ...web,
    id: 'deno',
    file: 'main.ts',
    handler: (statements, wrapper) => `Deno.serve(${wrapped(`async (request) => {\n${statements}\n}`, wrapper)});`,
  },
  {
    id: 'lambda',
    file: 'src/cron-sync.ts',
    imports: "import type { APIGatewayProxyEventV2 } from 'aws-lambda';",
    parameters: 'event: APIGatewayProxyEventV2',
    passed: 'event',
    header: (name) => `event.headers['${name}']`,
    refusal: '{ statusCode: 401 }',
    answer: "{ statusCode: 200, body: 'done' }",
    handler: (statements, wrapper) =>
      `export const handler = ${wrapped(`async (event: APIGatewayProxyEventV2) => {\n${statements}\n}`, wrapper)};`,
    others: {
      'serverless.yml':
        'service: jobs\nprovider:\n  name: aws\nfunctions:\n  sync:\n    handler: src/cron-sync.handler\n    events:\n      - httpApi: POST /cron/sync\n',
    },
  },
  {
    id: 'azure-functions',
    file: 'src/functions/sync.ts',
    imports: "import { app, type HttpRequest } from '@azure/functions';",
    parameters: 'request: HttpRequest',
    passed: 'request',
    header: (name) => `request.headers.get('${name}')`,
    refusal: '{ status: 401 }',
    answer: "{ body: 'done' }",
    handler: (statements, wrapper) =>
      `app.http('cron-sync', { methods: ['POST'], authLevel: 'anonymous', handler: ${wrapped(`async (request: HttpRequest) => {\n${statements}\n}`, wrapper)} });`,
    others: {},
  },
  {
    id: 'nestjs',
    file: 'src/sync.controller.ts',
    imports: "import { Controller, Post, Req, UnauthorizedException } from '@nestjs/common';\nimport type { Request } from 'express';",
    parameters: 'req: Request',
    passed: 'req',
    header: nodeHeaders('req'),
    refusal: 'Promise.reject(new UnauthorizedException())',
    answer: '{ ok: true }',
    handler: (statements) =>
      `@Controller('cron')\nexport class SyncController {\n@Post('sync')\nasync sync(@Req() req: Request) {\n${statements}\n}\n}`,
    others: {},
  },
];
