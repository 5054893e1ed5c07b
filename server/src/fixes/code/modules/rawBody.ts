import type { ModuleTemplate } from '../verifierModule';

/** Reads the bytes of a Node request that nobody has read yet. */
export const rawBodyOfStream: ModuleTemplate = {
  names: ['raw-body', 'read-raw-body'],
  provides: 'readRawBody',
  text: `‹import type { IncomingMessage } from 'node:http';

›const limitInBytes = 1024 * 1024;

/** The body as it was sent, which is what signatures cover; undefined when it cannot be read or is larger than one MiB. */
export async function readRawBody(req‹: IncomingMessage›)‹: Promise<string | undefined>› {
  if (req.readableDidRead) return undefined;
  const chunks‹: Buffer[]› = [];
  let size = 0;
  try {
    for await (const chunk of req) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > limitInBytes) return undefined;
      chunks.push(bytes);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString('utf8');
}
`,
};

/** The same for requests that are streams of a framework's own. */
export const rawBodyOfReadable: ModuleTemplate = {
  ...rawBodyOfStream,
  text: rawBodyOfStream.text
    .replace("{ IncomingMessage } from 'node:http'", "{ Readable } from 'node:stream'")
    .replace('‹: IncomingMessage›', '‹: Readable›'),
};

/** The same where body parsers may have read them before: those keep what they read. */
export const rawBodyBesideParsers: ModuleTemplate = {
  ...rawBodyOfStream,
  provides: 'keepRawBody',
  text: rawBodyOfStream.text
    .replace('import type { IncomingMessage }', 'import type { IncomingMessage, ServerResponse }')
    .replace(
      '/** The body as',
      `const keptBodies = new WeakMap‹<IncomingMessage, Buffer>›();

/** The verify option of body parsers: keeps the bytes they have read. */
export function keepRawBody(req‹: IncomingMessage›, _res‹: ServerResponse›, body‹: Buffer›)‹: void› {
  keptBodies.set(req, body);
}

/** The body as`,
    )
    .replace('  if (req.', "  const kept = keptBodies.get(req);\n  if (kept) return kept.toString('utf8');\n  if (req."),
};

/** Koa: what a body parser kept, else the bytes of the request. */
export const rawBodyOfKoa: ModuleTemplate = {
  names: ['raw-body', 'read-raw-body'],
  provides: 'readRawBody',
  text: rawBodyOfStream.text
    .replace("import type { IncomingMessage } from 'node:http'", "import type { Context } from 'koa'")
    .replace('readRawBody(req‹: IncomingMessage›)', 'readRawBody({ req, request }‹: Context›)')
    .replace('  if (req.', "  if ('rawBody' in request && typeof request.rawBody === 'string') return request.rawBody;\n  if (req."),
};

/** Fastify parses bodies before handlers run: a hook of the route keeps what was sent. */
export const rawBodyOfFastify: ModuleTemplate = {
  names: ['raw-body', 'keep-raw-body'],
  provides: 'keepRawBody',
  text: `import { Readable } from 'node:stream';
‹import type { FastifyReply, FastifyRequest, RequestPayload } from 'fastify';
›
const limitInBytes = 1024 * 1024;
const keptBodies = new WeakMap‹<FastifyRequest, string>›();

/** The preParsing hook of routes that verify signatures: keeps the body as it was sent. */
export async function keepRawBody(request‹: FastifyRequest›, _reply‹: FastifyReply›, payload‹: RequestPayload›)‹: Promise<RequestPayload>› {
  const chunks‹: Buffer[]› = [];
  let size = 0;
  for await (const chunk of payload) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limitInBytes) throw Object.assign(new Error('Payload Too Large'), { statusCode: 413 });
    chunks.push(bytes);
  }
  const body = Buffer.concat(chunks);
  keptBodies.set(request, body.toString('utf8'));
  return Object.assign(Readable.from([body], { objectMode: false }), { receivedEncodedLength: body.length });
}

/** The body as it was sent, which is what signatures cover; undefined where the hook did not keep it. */
export function rawBodyOf(request‹: FastifyRequest›)‹: string | undefined› {
  return keptBodies.get(request);
}
`,
};
