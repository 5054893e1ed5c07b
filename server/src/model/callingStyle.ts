/**
 * The word that fixes know a calling convention by. `web`: Request → Response. `event`: one object with a `request`. `node`: (req, res).
 * `express`: (req, res, next). The others are conventions of one framework or platform; for `other` fixes have no idiom.
 */
export type CallingStyle =
  | 'web'
  | 'event'
  | 'node'
  | 'express'
  | 'hono'
  | 'h3'
  | 'fastify'
  | 'koa'
  | 'hapi'
  | 'lambda'
  | 'azure'
  | 'payload'
  | 'nest'
  | 'overnight'
  | 'routing-controllers'
  | 'tsoa'
  | 'adonis'
  | 'trpc'
  | 'orpc'
  | 'other';
