// Written by "npm run update" from the files in the folders; edits are lost.
import { adonisjs } from '../frameworks/adonisjs';
import { astro as astroAsFrameworks } from '../frameworks/astro';
import { azureFunctions } from '../frameworks/azure-functions';
import { bun } from '../frameworks/bun';
import { cloudFunctions } from '../frameworks/cloud-functions';
import { cloudflarePages } from '../frameworks/cloudflare-pages';
import { deno } from '../frameworks/deno';
import { elysia } from '../frameworks/elysia';
import { encore as encoreAsFrameworks } from '../frameworks/encore';
import { express } from '../frameworks/express';
import { fastify } from '../frameworks/fastify';
import { h3 as h3AsFrameworks } from '../frameworks/h3';
import { hapi } from '../frameworks/hapi';
import { hono as honoAsFrameworks } from '../frameworks/hono';
import { ittyRouter as ittyRouterAsFrameworks } from '../frameworks/itty-router';
import { koa } from '../frameworks/koa';
import { lambda } from '../frameworks/lambda';
import { nestjs } from '../frameworks/nestjs';
import { netlify as netlifyAsFrameworks } from '../frameworks/netlify';
import { nextApp } from '../frameworks/next-app';
import { nextPages } from '../frameworks/next-pages';
import { nitro } from '../frameworks/nitro';
import { nodeHttp as nodeHttpAsFrameworks } from '../frameworks/node-http';
import { orpc } from '../frameworks/orpc';
import { overnightjs } from '../frameworks/overnightjs';
import { payload as payloadAsFrameworks } from '../frameworks/payload';
import { reactRouter as reactRouterAsFrameworks } from '../frameworks/react-router';
import { routingControllers } from '../frameworks/routing-controllers';
import { solidStart } from '../frameworks/solid-start';
import { supabase as supabaseAsFrameworks } from '../frameworks/supabase';
import { sveltekit } from '../frameworks/sveltekit';
import { tanstackStart as tanstackStartAsFrameworks } from '../frameworks/tanstack-start';
import { trpc } from '../frameworks/trpc';
import { tsoa as tsoaAsFrameworks } from '../frameworks/tsoa';
import { vercelFunctions as vercelFunctionsAsFrameworks } from '../frameworks/vercel-functions';
import { workers } from '../frameworks/workers';
import { agentuity } from '../schedulers/agentuity';
import { appEngine } from '../schedulers/app-engine';
import { aws } from '../schedulers/aws';
import { azure } from '../schedulers/azure';
import { cloudTasks } from '../schedulers/cloud-tasks';
import { cloudflare } from '../schedulers/cloudflare';
import { cronJobOrg } from '../schedulers/cron-job-org';
import { cronSecret } from '../schedulers/cron-secret';
import { cronjobpro } from '../schedulers/cronjobpro';
import { cronly } from '../schedulers/cronly';
import { crontab } from '../schedulers/crontab';
import { dockerCompose } from '../schedulers/docker-compose';
import { encore as encoreAsSchedulers } from '../schedulers/encore';
import { fly } from '../schedulers/fly';
import { githubActions } from '../schedulers/github-actions';
import { googleCloudScheduler } from '../schedulers/google-cloud-scheduler';
import { inProcess } from '../schedulers/in-process';
import { inngest as inngestAsSchedulers } from '../schedulers/inngest';
import { kubernetes } from '../schedulers/kubernetes';
import { mergent as mergentAsSchedulers } from '../schedulers/mergent';
import { netlify as netlifyAsSchedulers } from '../schedulers/netlify';
import { nextcron } from '../schedulers/nextcron';
import { posthook } from '../schedulers/posthook';
import { qstash } from '../schedulers/qstash';
import { quirrel as quirrelAsSchedulers } from '../schedulers/quirrel';
import { railway } from '../schedulers/railway';
import { render } from '../schedulers/render';
import { schedo } from '../schedulers/schedo';
import { supabase as supabaseAsSchedulers } from '../schedulers/supabase';
import { triggerDev } from '../schedulers/trigger-dev';
import { upstashWorkflow as upstashWorkflowAsSchedulers } from '../schedulers/upstash-workflow';
import { vercelCron } from '../schedulers/vercel-cron';
import { zeplo } from '../schedulers/zeplo';
import { ably } from '../libraries/ably';
import { adonisjsCore } from '../libraries/adonisjs-core';
import { agenda } from '../libraries/agenda';
import { agentuityRuntime } from '../libraries/agentuity-runtime';
import { ai } from '../libraries/ai';
import { ajv } from '../libraries/ajv';
import { algoliasearch } from '../libraries/algoliasearch';
import { amqplib } from '../libraries/amqplib';
import { anthropicSdk } from '../libraries/anthropic-sdk';
import { argon2 } from '../libraries/argon2';
import { arktype } from '../libraries/arktype';
import { astro as astroAsLibraries } from '../libraries/astro';
import { astroEnv } from '../libraries/astro-env';
import { auth0NextjsAuth0 } from '../libraries/auth0-nextjs-auth0';
import { awsJwtVerify } from '../libraries/aws-jwt-verify';
import { awsLambdaPowertools } from '../libraries/aws-lambda-powertools';
import { awsSdk } from '../libraries/aws-sdk';
import { axios } from '../libraries/axios';
import { basicAuth } from '../libraries/basic-auth';
import { bcrypt } from '../libraries/bcrypt';
import { bcryptjs } from '../libraries/bcryptjs';
import { betterAuth } from '../libraries/better-auth';
import { betterSqlite3 } from '../libraries/better-sqlite3';
import { bodyParser } from '../libraries/body-parser';
import { bufferEqualConstantTime } from '../libraries/buffer-equal-constant-time';
import { bugsnag } from '../libraries/bugsnag';
import { bull } from '../libraries/bull';
import { bullmq } from '../libraries/bullmq';
import { bunSqlite } from '../libraries/bun-sqlite';
import { bunyan } from '../libraries/bunyan';
import { chalk } from '../libraries/chalk';
import { cheerio } from '../libraries/cheerio';
import { cidrMatcher } from '../libraries/cidr-matcher';
import { classValidator } from '../libraries/class-validator';
import { clerkAstro } from '../libraries/clerk-astro';
import { clerkBackend } from '../libraries/clerk-backend';
import { clerkExpress } from '../libraries/clerk-express';
import { clerkFastify } from '../libraries/clerk-fastify';
import { clerkNextjs } from '../libraries/clerk-nextjs';
import { clickhouseClient } from '../libraries/clickhouse-client';
import { cloudflareWorkers } from '../libraries/cloudflare-workers';
import { clsx } from '../libraries/clsx';
import { compression } from '../libraries/compression';
import { connectTimeout } from '../libraries/connect-timeout';
import { consola } from '../libraries/consola';
import { convex } from '../libraries/convex';
import { cookieParser } from '../libraries/cookie-parser';
import { cookieSession } from '../libraries/cookie-session';
import { cors } from '../libraries/cors';
import { cronParser } from '../libraries/cron-parser';
import { cryptoJs } from '../libraries/crypto-js';
import { csurf } from '../libraries/csurf';
import { dateFns } from '../libraries/date-fns';
import { dayjs } from '../libraries/dayjs';
import { ddTrace } from '../libraries/dd-trace';
import { debug } from '../libraries/debug';
import { decimalJs } from '../libraries/decimal-js';
import { discordInteractions } from '../libraries/discord-interactions';
import { discordJs } from '../libraries/discord-js';
import { dotenv } from '../libraries/dotenv';
import { drizzleOrm } from '../libraries/drizzle-orm';
import { effect } from '../libraries/effect';
import { elasticsearch } from '../libraries/elasticsearch';
import { encoreDev } from '../libraries/encore-dev';
import { envSchema } from '../libraries/env-schema';
import { envVar } from '../libraries/env-var';
import { envalid } from '../libraries/envalid';
import { execa } from '../libraries/execa';
import { expoServerSdk } from '../libraries/expo-server-sdk';
import { expressAsyncHandler } from '../libraries/express-async-handler';
import { expressBasicAuth } from '../libraries/express-basic-auth';
import { expressBearerToken } from '../libraries/express-bearer-token';
import { expressFileupload } from '../libraries/express-fileupload';
import { expressIpAccessControl } from '../libraries/express-ip-access-control';
import { expressIpfilter } from '../libraries/express-ipfilter';
import { expressJwt } from '../libraries/express-jwt';
import { expressMiddleware } from '../libraries/express-middleware';
import { expressOauth2JwtBearer } from '../libraries/express-oauth2-jwt-bearer';
import { expressOpenidConnect } from '../libraries/express-openid-connect';
import { expressRateLimit } from '../libraries/express-rate-limit';
import { expressRequestId } from '../libraries/express-request-id';
import { expressSession } from '../libraries/express-session';
import { expressValidator } from '../libraries/express-validator';
import { fastDeepEqual } from '../libraries/fast-deep-equal';
import { fastJwt } from '../libraries/fast-jwt';
import { fastifyBasicAuth } from '../libraries/fastify-basic-auth';
import { fastifyBearerAuth } from '../libraries/fastify-bearer-auth';
import { fastifyEnv } from '../libraries/fastify-env';
import { fastifyIpFilter } from '../libraries/fastify-ip-filter';
import { firebaseAdmin } from '../libraries/firebase-admin';
import { firebaseFunctions } from '../libraries/firebase-functions';
import { fsExtra } from '../libraries/fs-extra';
import { global } from '../libraries/global';
import { googleAuthLibrary } from '../libraries/google-auth-library';
import { googleCloudBigquery } from '../libraries/google-cloud-bigquery';
import { googleCloudLogging } from '../libraries/google-cloud-logging';
import { googleCloudPubsub } from '../libraries/google-cloud-pubsub';
import { googleCloudStorage } from '../libraries/google-cloud-storage';
import { googleCloudTasks } from '../libraries/google-cloud-tasks';
import { googleGenerativeAi } from '../libraries/google-generative-ai';
import { googleapis } from '../libraries/googleapis';
import { got } from '../libraries/got';
import { h3 as h3AsLibraries } from '../libraries/h3';
import { hapiBoom } from '../libraries/hapi-boom';
import { hashWasm } from '../libraries/hash-wasm';
import { helmet } from '../libraries/helmet';
import { highlightRun } from '../libraries/highlight-run';
import { honeybadger } from '../libraries/honeybadger';
import { hono as honoAsLibraries } from '../libraries/hono';
import { honoAuthJs } from '../libraries/hono-auth-js';
import { honoClerkAuth } from '../libraries/hono-clerk-auth';
import { honoFirebaseAuth } from '../libraries/hono-firebase-auth';
import { honoOidcAuth } from '../libraries/hono-oidc-auth';
import { hpp } from '../libraries/hpp';
import { httpErrors } from '../libraries/http-errors';
import { immer } from '../libraries/immer';
import { injectionContainers } from '../libraries/injection-containers';
import { inngest as inngestAsLibraries } from '../libraries/inngest';
import { ioredis } from '../libraries/ioredis';
import { ip } from '../libraries/ip';
import { ipCidr } from '../libraries/ip-cidr';
import { ipFilter } from '../libraries/ip-filter';
import { ipRangeCheck } from '../libraries/ip-range-check';
import { ip6addr } from '../libraries/ip6addr';
import { ipaddrJs } from '../libraries/ipaddr-js';
import { ironSession } from '../libraries/iron-session';
import { isInSubnet } from '../libraries/is-in-subnet';
import { ittyRouter as ittyRouterAsLibraries } from '../libraries/itty-router';
import { joi } from '../libraries/joi';
import { jose } from '../libraries/jose';
import { jsSha256 } from '../libraries/js-sha256';
import { jsonwebtoken } from '../libraries/jsonwebtoken';
import { jwksRsa } from '../libraries/jwks-rsa';
import { jwtDecode } from '../libraries/jwt-decode';
import { jwtSimple } from '../libraries/jwt-simple';
import { kafkajs } from '../libraries/kafkajs';
import { kindeAuthNextjs } from '../libraries/kinde-auth-nextjs';
import { knex } from '../libraries/knex';
import { knocklabsNode } from '../libraries/knocklabs-node';
import { koaBasicAuth } from '../libraries/koa-basic-auth';
import { koaCompose } from '../libraries/koa-compose';
import { koaIp } from '../libraries/koa-ip';
import { koaIpFilter } from '../libraries/koa-ip-filter';
import { koaJwt } from '../libraries/koa-jwt';
import { kubernetesClientNode } from '../libraries/kubernetes-client-node';
import { ky } from '../libraries/ky';
import { kysely } from '../libraries/kysely';
import { libsqlClient } from '../libraries/libsql-client';
import { lineBotSdk } from '../libraries/line-bot-sdk';
import { livekitServerSdk } from '../libraries/livekit-server-sdk';
import { lodash } from '../libraries/lodash';
import { log4js } from '../libraries/log4js';
import { loglevel } from '../libraries/loglevel';
import { logtail } from '../libraries/logtail';
import { logtape } from '../libraries/logtape';
import { loops } from '../libraries/loops';
import { lruCache } from '../libraries/lru-cache';
import { lucia } from '../libraries/lucia';
import { luxon } from '../libraries/luxon';
import { mailgunJs } from '../libraries/mailgun-js';
import { marked } from '../libraries/marked';
import { mergent as mergentAsLibraries } from '../libraries/mergent';
import { methodOverride } from '../libraries/method-override';
import { middyCore } from '../libraries/middy-core';
import { mikroOrm } from '../libraries/mikro-orm';
import { mimeTypes } from '../libraries/mime-types';
import { mixpanel } from '../libraries/mixpanel';
import { moment } from '../libraries/moment';
import { mongodb } from '../libraries/mongodb';
import { mongoose } from '../libraries/mongoose';
import { morgan } from '../libraries/morgan';
import { ms } from '../libraries/ms';
import { multer } from '../libraries/multer';
import { muxMuxNode } from '../libraries/mux-mux-node';
import { mysql2 } from '../libraries/mysql2';
import { nanoid } from '../libraries/nanoid';
import { neondatabaseServerless } from '../libraries/neondatabase-serverless';
import { nestjsCommon } from '../libraries/nestjs-common';
import { nestjsConfig } from '../libraries/nestjs-config';
import { nestjsIpFilter } from '../libraries/nestjs-ip-filter';
import { nestjsJwt } from '../libraries/nestjs-jwt';
import { nestjsPassport } from '../libraries/nestjs-passport';
import { netlifyBlobs } from '../libraries/netlify-blobs';
import { netmask } from '../libraries/netmask';
import { neverthrow } from '../libraries/neverthrow';
import { newrelic } from '../libraries/newrelic';
import { next } from '../libraries/next';
import { nextAuth } from '../libraries/next-auth';
import { nextAxiom } from '../libraries/next-axiom';
import { nextConnect } from '../libraries/next-connect';
import { nextIntl } from '../libraries/next-intl';
import { njwt } from '../libraries/njwt';
import { nobleEd25519 } from '../libraries/noble-ed25519';
import { nobleHashes } from '../libraries/noble-hashes';
import { nodeAssert } from '../libraries/node-assert';
import { nodeAsyncHooks } from '../libraries/node-async-hooks';
import { nodeBuffer } from '../libraries/node-buffer';
import { nodeChildProcess } from '../libraries/node-child-process';
import { nodeCron } from '../libraries/node-cron';
import { nodeCrypto } from '../libraries/node-crypto';
import { nodeDns } from '../libraries/node-dns';
import { nodeEvents } from '../libraries/node-events';
import { nodeFetch } from '../libraries/node-fetch';
import { nodeFs } from '../libraries/node-fs';
import { nodeHttp as nodeHttpAsLibraries } from '../libraries/node-http';
import { nodeModule } from '../libraries/node-module';
import { nodeNet } from '../libraries/node-net';
import { nodeOs } from '../libraries/node-os';
import { nodePath } from '../libraries/node-path';
import { nodeProcess } from '../libraries/node-process';
import { nodeRsArgon2 } from '../libraries/node-rs-argon2';
import { nodeRsBcrypt } from '../libraries/node-rs-bcrypt';
import { nodeSqlite } from '../libraries/node-sqlite';
import { nodeStream } from '../libraries/node-stream';
import { nodeTimers } from '../libraries/node-timers';
import { nodeTls } from '../libraries/node-tls';
import { nodeUrl } from '../libraries/node-url';
import { nodeUtil } from '../libraries/node-util';
import { nodeWorkerThreads } from '../libraries/node-worker-threads';
import { nodemailer } from '../libraries/nodemailer';
import { notionhqClient } from '../libraries/notionhq-client';
import { novu } from '../libraries/novu';
import { octokit } from '../libraries/octokit';
import { octokitWebhooks } from '../libraries/octokit-webhooks';
import { ofetch } from '../libraries/ofetch';
import { oktaJwtVerifier } from '../libraries/okta-jwt-verifier';
import { onesignalNode } from '../libraries/onesignal-node';
import { openai } from '../libraries/openai';
import { opentelemetry } from '../libraries/opentelemetry';
import { pLimit } from '../libraries/p-limit';
import { paddleNodeSdk } from '../libraries/paddle-node-sdk';
import { papaparse } from '../libraries/papaparse';
import { paseto } from '../libraries/paseto';
import { passport } from '../libraries/passport';
import { payload as payloadAsLibraries } from '../libraries/payload';
import { pg } from '../libraries/pg';
import { pgBoss } from '../libraries/pg-boss';
import { pino } from '../libraries/pino';
import { planetscaleDatabase } from '../libraries/planetscale-database';
import { playwright } from '../libraries/playwright';
import { polarShSdk } from '../libraries/polar-sh-sdk';
import { postgres } from '../libraries/postgres';
import { posthogNode } from '../libraries/posthog-node';
import { posthookNode } from '../libraries/posthook-node';
import { postmark } from '../libraries/postmark';
import { prisma } from '../libraries/prisma';
import { proxyAddr } from '../libraries/proxy-addr';
import { puppeteer } from '../libraries/puppeteer';
import { pusher } from '../libraries/pusher';
import { qs } from '../libraries/qs';
import { quirrel as quirrelAsLibraries } from '../libraries/quirrel';
import { rangeCheck } from '../libraries/range-check';
import { rateLimiterFlexible } from '../libraries/rate-limiter-flexible';
import { react } from '../libraries/react';
import { reactEmail } from '../libraries/react-email';
import { reactRouter as reactRouterAsLibraries } from '../libraries/react-router';
import { redis } from '../libraries/redis';
import { reflectMetadata } from '../libraries/reflect-metadata';
import { requestIp } from '../libraries/request-ip';
import { resend } from '../libraries/resend';
import { responseTime } from '../libraries/response-time';
import { rollbar } from '../libraries/rollbar';
import { rssParser } from '../libraries/rss-parser';
import { rxjs } from '../libraries/rxjs';
import { safeCompare } from '../libraries/safe-compare';
import { sanityClient } from '../libraries/sanity-client';
import { scmp } from '../libraries/scmp';
import { secureCompare } from '../libraries/secure-compare';
import { segmentAnalyticsNode } from '../libraries/segment-analytics-node';
import { sendgridEventwebhook } from '../libraries/sendgrid-eventwebhook';
import { sendgridMail } from '../libraries/sendgrid-mail';
import { sentry } from '../libraries/sentry';
import { sequelize } from '../libraries/sequelize';
import { serveStatic } from '../libraries/serve-static';
import { serverOnly } from '../libraries/server-only';
import { sharp } from '../libraries/sharp';
import { shopifyApi } from '../libraries/shopify-api';
import { shopifyShopifyAppRemix } from '../libraries/shopify-shopify-app-remix';
import { signale } from '../libraries/signale';
import { slackBolt } from '../libraries/slack-bolt';
import { slackWebApi } from '../libraries/slack-web-api';
import { slugify } from '../libraries/slugify';
import { snsValidator } from '../libraries/sns-validator';
import { solidjsStart } from '../libraries/solidjs-start';
import { ssh2 } from '../libraries/ssh2';
import { stdCrypto } from '../libraries/std-crypto';
import { stripe } from '../libraries/stripe';
import { stytch } from '../libraries/stytch';
import { supabaseJs } from '../libraries/supabase-js';
import { supabaseServer } from '../libraries/supabase-server';
import { superagent } from '../libraries/superagent';
import { superchargeRequestIp } from '../libraries/supercharge-request-ip';
import { superjson } from '../libraries/superjson';
import { superstruct } from '../libraries/superstruct';
import { sveltejsKit } from '../libraries/sveltejs-kit';
import { sveltekitEnv } from '../libraries/sveltekit-env';
import { svix } from '../libraries/svix';
import { swaggerUiExpress } from '../libraries/swagger-ui-express';
import { t3Env } from '../libraries/t3-env';
import { tanstackStart as tanstackStartAsLibraries } from '../libraries/tanstack-start';
import { telegram } from '../libraries/telegram';
import { temporalPolyfill } from '../libraries/temporal-polyfill';
import { tinyInvariant } from '../libraries/tiny-invariant';
import { triggerDevSdk } from '../libraries/trigger-dev-sdk';
import { trpcServer } from '../libraries/trpc-server';
import { tsPattern } from '../libraries/ts-pattern';
import { tslib } from '../libraries/tslib';
import { tslog } from '../libraries/tslog';
import { tsndrCloudflareWorkerJwt } from '../libraries/tsndr-cloudflare-worker-jwt';
import { tsoa as tsoaAsLibraries } from '../libraries/tsoa';
import { tsscmp } from '../libraries/tsscmp';
import { tweetnacl } from '../libraries/tweetnacl';
import { twilio } from '../libraries/twilio';
import { typebox } from '../libraries/typebox';
import { typeorm } from '../libraries/typeorm';
import { uaParserJs } from '../libraries/ua-parser-js';
import { ulid } from '../libraries/ulid';
import { undici } from '../libraries/undici';
import { unkeyApi } from '../libraries/unkey-api';
import { unkeyNextjs } from '../libraries/unkey-nextjs';
import { upstashQstash } from '../libraries/upstash-qstash';
import { upstashRatelimit } from '../libraries/upstash-ratelimit';
import { upstashRedis } from '../libraries/upstash-redis';
import { upstashWorkflow as upstashWorkflowAsLibraries } from '../libraries/upstash-workflow';
import { uuid } from '../libraries/uuid';
import { valibot } from '../libraries/valibot';
import { vercelAnalytics } from '../libraries/vercel-analytics';
import { vercelBlob } from '../libraries/vercel-blob';
import { vercelEdgeConfig } from '../libraries/vercel-edge-config';
import { vercelFlags } from '../libraries/vercel-flags';
import { vercelFunctions as vercelFunctionsAsLibraries } from '../libraries/vercel-functions';
import { vercelKv } from '../libraries/vercel-kv';
import { vercelOidc } from '../libraries/vercel-oidc';
import { vercelPostgres } from '../libraries/vercel-postgres';
import { vercelQueue } from '../libraries/vercel-queue';
import { vercelSchedules } from '../libraries/vercel-schedules';
import { webPush } from '../libraries/web-push';
import { winston } from '../libraries/winston';
import { workosAuthkitNextjs } from '../libraries/workos-authkit-nextjs';
import { workosNode } from '../libraries/workos-node';
import { yup } from '../libraries/yup';
import { znv } from '../libraries/znv';
import { zod } from '../libraries/zod';
import { zx } from '../libraries/zx';
import { noFailOpen } from '../rules/no-fail-open';
import { noHardcodedSecret } from '../rules/no-hardcoded-secret';
import { noIgnoredVerification } from '../rules/no-ignored-verification';
import { noInternalBypass } from '../rules/no-internal-bypass';
import { noIpTrust } from '../rules/no-ip-trust';
import { noSecretInUrl } from '../rules/no-secret-in-url';
import { noSpoofableIdentity } from '../rules/no-spoofable-identity';
import { requireAccessLog } from '../rules/require-access-log';
import { requireAuthentication } from '../rules/require-authentication';
import { requireCanonicalPath } from '../rules/require-canonical-path';
import { requireConstantTimeComparison } from '../rules/require-constant-time-comparison';
import { requireLeastPrivilege } from '../rules/require-least-privilege';
import { requireReplayProtection } from '../rules/require-replay-protection';
import { requireServiceAuthentication } from '../rules/require-service-authentication';
import { requireStrictTokenVerification } from '../rules/require-strict-token-verification';
import { awaitVerification } from '../fixes/await-verification';
import { checkFreshness } from '../fixes/check-freshness';
import { compareInConstantTime } from '../fixes/compare-in-constant-time';
import { logAttempts } from '../fixes/log-attempts';
import { makePrivate } from '../fixes/make-private';
import { passReceiver } from '../fixes/pass-receiver';
import { pinTokenClaims } from '../fixes/pin-token-claims';
import { readSecretFromEnvironment } from '../fixes/read-secret-from-environment';
import { readSecretFromHeader } from '../fixes/read-secret-from-header';
import { rejectWhenUnset } from '../fixes/reject-when-unset';
import { removeBypass } from '../fixes/remove-bypass';
import { rethrowRejection } from '../fixes/rethrow-rejection';
import { returnRejection } from '../fixes/return-rejection';
import { reuseVerifier } from '../fixes/reuse-verifier';
import { sendCredential } from '../fixes/send-credential';
import { verifyAgentuity } from '../fixes/verify-agentuity';
import { verifyBearer } from '../fixes/verify-bearer';
import { verifyClientCertificate } from '../fixes/verify-client-certificate';
import { verifyGithubOidc } from '../fixes/verify-github-oidc';
import { verifyGoogleOidc } from '../fixes/verify-google-oidc';
import { verifyHmac } from '../fixes/verify-hmac';
import { verifyInngest } from '../fixes/verify-inngest';
import { verifyKubernetes } from '../fixes/verify-kubernetes';
import { verifyQstash } from '../fixes/verify-qstash';
import { verifyStandardWebhook } from '../fixes/verify-standard-webhook';
import { verifySupabase } from '../fixes/verify-supabase';
import { verifyToken } from '../fixes/verify-token';
import { presentCredential } from '../companions/present-credential';
import { requestTest } from '../companions/request-test';
import type { Rule } from '../model/rule';
import type { FrameworkAdapter, LibraryAdapter, SchedulerAdapter } from '../model/adapters';
import type { FixAdapter } from '../model/fixing';
import type { CompanionAdapter } from '../model/companion';

/** Frameworks whose endpoints are found. */
export const frameworks: readonly FrameworkAdapter[] = [
  adonisjs,
  astroAsFrameworks,
  azureFunctions,
  bun,
  cloudFunctions,
  cloudflarePages,
  deno,
  elysia,
  encoreAsFrameworks,
  express,
  fastify,
  h3AsFrameworks,
  hapi,
  honoAsFrameworks,
  ittyRouterAsFrameworks,
  koa,
  lambda,
  nestjs,
  netlifyAsFrameworks,
  nextApp,
  nextPages,
  nitro,
  nodeHttpAsFrameworks,
  orpc,
  overnightjs,
  payloadAsFrameworks,
  reactRouterAsFrameworks,
  routingControllers,
  solidStart,
  supabaseAsFrameworks,
  sveltekit,
  tanstackStartAsFrameworks,
  trpc,
  tsoaAsFrameworks,
  vercelFunctionsAsFrameworks,
  workers,
];

/** Schedulers whose calls are recognised. */
export const schedulers: readonly SchedulerAdapter[] = [
  agentuity,
  appEngine,
  aws,
  azure,
  cloudTasks,
  cloudflare,
  cronJobOrg,
  cronSecret,
  cronjobpro,
  cronly,
  crontab,
  dockerCompose,
  encoreAsSchedulers,
  fly,
  githubActions,
  googleCloudScheduler,
  inProcess,
  inngestAsSchedulers,
  kubernetes,
  mergentAsSchedulers,
  netlifyAsSchedulers,
  nextcron,
  posthook,
  qstash,
  quirrelAsSchedulers,
  railway,
  render,
  schedo,
  supabaseAsSchedulers,
  triggerDev,
  upstashWorkflowAsSchedulers,
  vercelCron,
  zeplo,
];

/** Packages whose calls have a meaning. */
export const libraries: readonly LibraryAdapter[] = [
  ably,
  adonisjsCore,
  agenda,
  agentuityRuntime,
  ai,
  ajv,
  algoliasearch,
  amqplib,
  anthropicSdk,
  argon2,
  arktype,
  astroAsLibraries,
  astroEnv,
  auth0NextjsAuth0,
  awsJwtVerify,
  awsLambdaPowertools,
  awsSdk,
  axios,
  basicAuth,
  bcrypt,
  bcryptjs,
  betterAuth,
  betterSqlite3,
  bodyParser,
  bufferEqualConstantTime,
  bugsnag,
  bull,
  bullmq,
  bunSqlite,
  bunyan,
  chalk,
  cheerio,
  cidrMatcher,
  classValidator,
  clerkAstro,
  clerkBackend,
  clerkExpress,
  clerkFastify,
  clerkNextjs,
  clickhouseClient,
  cloudflareWorkers,
  clsx,
  compression,
  connectTimeout,
  consola,
  convex,
  cookieParser,
  cookieSession,
  cors,
  cronParser,
  cryptoJs,
  csurf,
  dateFns,
  dayjs,
  ddTrace,
  debug,
  decimalJs,
  discordInteractions,
  discordJs,
  dotenv,
  drizzleOrm,
  effect,
  elasticsearch,
  encoreDev,
  envSchema,
  envVar,
  envalid,
  execa,
  expoServerSdk,
  expressAsyncHandler,
  expressBasicAuth,
  expressBearerToken,
  expressFileupload,
  expressIpAccessControl,
  expressIpfilter,
  expressJwt,
  expressMiddleware,
  expressOauth2JwtBearer,
  expressOpenidConnect,
  expressRateLimit,
  expressRequestId,
  expressSession,
  expressValidator,
  fastDeepEqual,
  fastJwt,
  fastifyBasicAuth,
  fastifyBearerAuth,
  fastifyEnv,
  fastifyIpFilter,
  firebaseAdmin,
  firebaseFunctions,
  fsExtra,
  global,
  googleAuthLibrary,
  googleCloudBigquery,
  googleCloudLogging,
  googleCloudPubsub,
  googleCloudStorage,
  googleCloudTasks,
  googleGenerativeAi,
  googleapis,
  got,
  h3AsLibraries,
  hapiBoom,
  hashWasm,
  helmet,
  highlightRun,
  honeybadger,
  honoAsLibraries,
  honoAuthJs,
  honoClerkAuth,
  honoFirebaseAuth,
  honoOidcAuth,
  hpp,
  httpErrors,
  immer,
  injectionContainers,
  inngestAsLibraries,
  ioredis,
  ip,
  ipCidr,
  ipFilter,
  ipRangeCheck,
  ip6addr,
  ipaddrJs,
  ironSession,
  isInSubnet,
  ittyRouterAsLibraries,
  joi,
  jose,
  jsSha256,
  jsonwebtoken,
  jwksRsa,
  jwtDecode,
  jwtSimple,
  kafkajs,
  kindeAuthNextjs,
  knex,
  knocklabsNode,
  koaBasicAuth,
  koaCompose,
  koaIp,
  koaIpFilter,
  koaJwt,
  kubernetesClientNode,
  ky,
  kysely,
  libsqlClient,
  lineBotSdk,
  livekitServerSdk,
  lodash,
  log4js,
  loglevel,
  logtail,
  logtape,
  loops,
  lruCache,
  lucia,
  luxon,
  mailgunJs,
  marked,
  mergentAsLibraries,
  methodOverride,
  middyCore,
  mikroOrm,
  mimeTypes,
  mixpanel,
  moment,
  mongodb,
  mongoose,
  morgan,
  ms,
  multer,
  muxMuxNode,
  mysql2,
  nanoid,
  neondatabaseServerless,
  nestjsCommon,
  nestjsConfig,
  nestjsIpFilter,
  nestjsJwt,
  nestjsPassport,
  netlifyBlobs,
  netmask,
  neverthrow,
  newrelic,
  next,
  nextAuth,
  nextAxiom,
  nextConnect,
  nextIntl,
  njwt,
  nobleEd25519,
  nobleHashes,
  nodeAssert,
  nodeAsyncHooks,
  nodeBuffer,
  nodeChildProcess,
  nodeCron,
  nodeCrypto,
  nodeDns,
  nodeEvents,
  nodeFetch,
  nodeFs,
  nodeHttpAsLibraries,
  nodeModule,
  nodeNet,
  nodeOs,
  nodePath,
  nodeProcess,
  nodeRsArgon2,
  nodeRsBcrypt,
  nodeSqlite,
  nodeStream,
  nodeTimers,
  nodeTls,
  nodeUrl,
  nodeUtil,
  nodeWorkerThreads,
  nodemailer,
  notionhqClient,
  novu,
  octokit,
  octokitWebhooks,
  ofetch,
  oktaJwtVerifier,
  onesignalNode,
  openai,
  opentelemetry,
  pLimit,
  paddleNodeSdk,
  papaparse,
  paseto,
  passport,
  payloadAsLibraries,
  pg,
  pgBoss,
  pino,
  planetscaleDatabase,
  playwright,
  polarShSdk,
  postgres,
  posthogNode,
  posthookNode,
  postmark,
  prisma,
  proxyAddr,
  puppeteer,
  pusher,
  qs,
  quirrelAsLibraries,
  rangeCheck,
  rateLimiterFlexible,
  react,
  reactEmail,
  reactRouterAsLibraries,
  redis,
  reflectMetadata,
  requestIp,
  resend,
  responseTime,
  rollbar,
  rssParser,
  rxjs,
  safeCompare,
  sanityClient,
  scmp,
  secureCompare,
  segmentAnalyticsNode,
  sendgridEventwebhook,
  sendgridMail,
  sentry,
  sequelize,
  serveStatic,
  serverOnly,
  sharp,
  shopifyApi,
  shopifyShopifyAppRemix,
  signale,
  slackBolt,
  slackWebApi,
  slugify,
  snsValidator,
  solidjsStart,
  ssh2,
  stdCrypto,
  stripe,
  stytch,
  supabaseJs,
  supabaseServer,
  superagent,
  superchargeRequestIp,
  superjson,
  superstruct,
  sveltejsKit,
  sveltekitEnv,
  svix,
  swaggerUiExpress,
  t3Env,
  tanstackStartAsLibraries,
  telegram,
  temporalPolyfill,
  tinyInvariant,
  triggerDevSdk,
  trpcServer,
  tsPattern,
  tslib,
  tslog,
  tsndrCloudflareWorkerJwt,
  tsoaAsLibraries,
  tsscmp,
  tweetnacl,
  twilio,
  typebox,
  typeorm,
  uaParserJs,
  ulid,
  undici,
  unkeyApi,
  unkeyNextjs,
  upstashQstash,
  upstashRatelimit,
  upstashRedis,
  upstashWorkflowAsLibraries,
  uuid,
  valibot,
  vercelAnalytics,
  vercelBlob,
  vercelEdgeConfig,
  vercelFlags,
  vercelFunctionsAsLibraries,
  vercelKv,
  vercelOidc,
  vercelPostgres,
  vercelQueue,
  vercelSchedules,
  webPush,
  winston,
  workosAuthkitNextjs,
  workosNode,
  yup,
  znv,
  zod,
  zx,
];

/** Questions that are asked about every endpoint. */
export const rules: readonly Rule[] = [
  noFailOpen,
  noHardcodedSecret,
  noIgnoredVerification,
  noInternalBypass,
  noIpTrust,
  noSecretInUrl,
  noSpoofableIdentity,
  requireAccessLog,
  requireAuthentication,
  requireCanonicalPath,
  requireConstantTimeComparison,
  requireLeastPrivilege,
  requireReplayProtection,
  requireServiceAuthentication,
  requireStrictTokenVerification,
];

/** Fixes that findings are offered. */
export const fixes: readonly FixAdapter[] = [
  awaitVerification,
  checkFreshness,
  compareInConstantTime,
  logAttempts,
  makePrivate,
  passReceiver,
  pinTokenClaims,
  readSecretFromEnvironment,
  readSecretFromHeader,
  rejectWhenUnset,
  removeBypass,
  rethrowRejection,
  returnRejection,
  reuseVerifier,
  sendCredential,
  verifyAgentuity,
  verifyBearer,
  verifyClientCertificate,
  verifyGithubOidc,
  verifyGoogleOidc,
  verifyHmac,
  verifyInngest,
  verifyKubernetes,
  verifyQstash,
  verifyStandardWebhook,
  verifySupabase,
  verifyToken,
];

/** What goes along with the verification of an endpoint. */
export const companions: readonly CompanionAdapter[] = [presentCredential, requestTest];
