import assert from 'node:assert/strict';
import { assuranceLevels, type Assurance } from '../../server/src/model/finding';
import { analyze, type Texts } from '../support/workspace';

/** What stands before the work of a route, by the strength of what it lets pass. */
const checks: Readonly<Record<string, readonly [expected: Assurance, imports: string, statements: string]>> = {
  nothing: ['none', '', ''],
  'a secret that may be unset': [
    'none',
    '',
    "const secret = process.env.CRON_SECRET;\n  if (secret && request.headers.get('authorization') !== `Bearer ${secret}`) return refused();",
  ],
  'an environment': [
    'none',
    '',
    "const secret = process.env.CRON_SECRET;\n  if (process.env.NODE_ENV === 'production' && (!secret || request.headers.get('x-secret') !== secret)) return refused();",
  ],
  'a token that is only read': [
    'none',
    "import { decodeJwt } from 'jose';",
    "if (decodeJwt(request.headers.get('x-token') ?? '').sub !== 'scheduler') return refused();",
  ],
  'an address': ['network', '', "if (request.headers.get('x-forwarded-for') !== '203.0.113.7') return refused();"],
  'a header of a scheduler': ['claimed', '', "if (request.headers.get('x-vercel-cron') !== '1') return refused();"],
  'a secret': [
    'static-secret',
    '',
    "const secret = process.env.CRON_SECRET;\n  if (!secret || request.headers.get('authorization') !== `Bearer ${secret}`) return refused();",
  ],
  'a secret or a signature': [
    'static-secret',
    "import { createHmac } from 'node:crypto';",
    `const secret = process.env.CRON_SECRET;
  if (!secret) return refused();
  const body = await request.text();
  const isSigned = request.headers.get('x-signature') === createHmac('sha256', secret).update(body).digest('hex');
  if (!isSigned && request.headers.get('authorization') !== \`Bearer \${secret}\`) return refused();`,
  ],
  'a signature': [
    'signature',
    "import { createHmac } from 'node:crypto';",
    `const secret = process.env.SIGNING_SECRET;
  if (!secret) return refused();
  const body = await request.text();
  if (request.headers.get('x-signature') !== createHmac('sha256', secret).update(body).digest('hex')) return refused();`,
  ],
  'a signature over a time that is checked': [
    'signed-fresh',
    "import { createHmac } from 'node:crypto';",
    `const secret = process.env.SIGNING_SECRET;
  const sentAt = Number(request.headers.get('x-timestamp'));
  if (!secret || !(Math.abs(Date.now() / 1000 - sentAt) <= 300)) return refused();
  const body = await request.text();
  if (request.headers.get('x-signature') !== createHmac('sha256', secret).update(\`\${sentAt}.\${body}\`).digest('hex')) return refused();`,
  ],
  'a signature that a library checks with its time': [
    'signed-fresh',
    "import { Webhook } from 'svix';",
    "new Webhook(process.env.SVIX_SECRET!).verify(await request.text(), { 'svix-signature': request.headers.get('svix-signature') ?? '' });",
  ],
  'a token of whomever': [
    'signature',
    "import { createRemoteJWKSet, jwtVerify } from 'jose';\nconst keys = createRemoteJWKSet(new URL('https://issuer.example/jwks'));",
    "await jwtVerify(request.headers.get('x-token') ?? '', keys, { issuer: 'https://issuer.example', audience: 'jobs' });",
  ],
  'a token of whomever that expires': [
    'signed-fresh',
    "import { createRemoteJWKSet, jwtVerify } from 'jose';\nconst keys = createRemoteJWKSet(new URL('https://issuer.example/jwks'));",
    "await jwtVerify(request.headers.get('x-token') ?? '', keys, { issuer: 'https://issuer.example', audience: 'jobs', maxTokenAge: '5m' });",
  ],
  'a token of the scheduler': [
    'identity',
    "import { createRemoteJWKSet, jwtVerify } from 'jose';\nconst keys = createRemoteJWKSet(new URL('https://issuer.example/jwks'));",
    `const { payload } = await jwtVerify(request.headers.get('x-token') ?? '', keys, { issuer: 'https://issuer.example', audience: 'jobs' });
  if (payload.sub !== 'scheduler') return refused();`,
  ],
};

const azureFunction = (authLevel: string): Texts => ({
  'package.json': '{ "dependencies": { "@azure/functions": "4" } }',
  'src/functions/prune.ts': `import { app } from '@azure/functions';
app.http('prune', { route: 'cron/prune', authLevel: '${authLevel}', handler: async () => ({ status: 200 }) });
`,
});

const lambdaFunction = (event: string): Texts => ({
  'serverless.yml': `functions:\n  prune:\n    handler: src/prune.handler\n    events:\n      - http:\n          ${event}\n`,
  'src/prune.ts': 'export const handler = async () => ({ statusCode: 200 });\n',
});

const samFunction = (auth: string): Texts => ({
  'template.yaml': `Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties: { StageName: live, Auth: { ${auth} } }
  Prune:
    Type: AWS::Serverless::Function
    Properties:
      Handler: src/prune.handler
      Events: { Post: { Type: Api, Properties: { Path: /cron/prune, Method: post } } }
`,
  'src/prune.ts': 'export const handler = async () => ({ statusCode: 200 });\n',
});

/** What platforms ask for before they call a handler. A key that all callers share knows nobody apart. */
const platforms: Readonly<Record<string, readonly [expected: Assurance, files: Texts]>> = {
  'nothing on Azure': ['none', azureFunction('anonymous')],
  "a function's key": ['static-secret', azureFunction('function')],
  "a host's key": ['static-secret', azureFunction('admin')],
  'a key of API Gateway': ['static-secret', lambdaFunction('{ path: /cron/prune, method: post, private: true }')],
  'an authorizer of API Gateway': ['identity', lambdaFunction('{ path: /cron/prune, method: post, authorizer: aws_iam }')],
  'a key that all routes of an API ask for': ['static-secret', samFunction('ApiKeyRequired: true')],
  'an authorizer that all routes of an API ask': ['identity', samFunction('DefaultAuthorizer: AWS_IAM, ApiKeyRequired: true')],
};

describe('assurance', () => {
  for (const [name, [expected, imports, statements]] of Object.entries(checks)) {
    it(`of ${name} is ${expected}`, async () => {
      const { endpoints } = await analyze({
        'app/api/cron/work/route.ts': `${imports}
import { sql } from '@vercel/postgres';

const refused = () => new Response('Unauthorized', { status: 401 });

export async function POST(request: Request) {
  ${statements}
  await sql\`delete from sessions\`;
  return new Response(null, { status: 204 });
}
`,
      });
      assert.deepEqual(
        endpoints.map(({ assurance }) => assurance),
        [expected],
      );
    });
  }

  for (const [name, [expected, files]] of Object.entries(platforms)) {
    it(`of ${name} is ${expected}`, async () => {
      const { endpoints } = await analyze(files);
      assert.deepEqual(
        endpoints.map(({ assurance }) => assurance),
        [expected],
      );
    });
  }

  it('is shown in all its levels', () => {
    assert.deepEqual(new Set(Object.values(checks).map(([expected]) => expected)), new Set(assuranceLevels));
  });
});
