import type { Scheme, SchemeCode } from '../scheme';

const code: SchemeCode = {
  imports: ["import { createRemoteJWKSet, jwtVerify } from 'jose';"],
  constants: `const issuer = 'https://token.actions.githubusercontent.com';
const keys = createRemoteJWKSet(new URL(\`\${issuer}/.well-known/jwks\`));
`,
  accepts: 'await isWorkflow(authorization, { audience, repository, ref })',
  isAsync: true,
  functions: `async function isWorkflow(
  authorization‹: string | null | undefined›,
  expected‹: { audience: string; repository: string; ref: string }›,
)‹: Promise<boolean>› {
  const token = /^Bearer (\\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return false;
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      audience: expected.audience,
      maxTokenAge: '10 minutes',
      requiredClaims: ['exp', 'repository', 'ref'],
    });
    return payload['repository'] === expected.repository && payload['ref'] === expected.ref;
  } catch {
    return false;
  }
}
`,
};

/** A token of one branch of one repository, which workflows of GitHub Actions with the permission `id-token: write` can ask for. */
export const githubOidc: Scheme = {
  id: 'verify-github-oidc',
  title: 'Verify the token of a GitHub Actions workflow',
  presents: 'github-oidc',
  noun: 'Workflow',
  files: ['verify-workflow', 'verify-github-oidc'],
  credential: 'a token that GitHub issued to a workflow of CRON_OIDC_REPOSITORY on CRON_OIDC_REF for CRON_OIDC_AUDIENCE',
  notes: ['The repository is owner/name, the ref refs/heads/main or the like, the audience the one that the workflow asks for.'],
  word: 'token',
  settings: { audience: 'CRON_OIDC_AUDIENCE', repository: 'CRON_OIDC_REPOSITORY', ref: 'CRON_OIDC_REF' },
  headers: { authorization: 'authorization' },
  coversBody: false,
  bindsPath: false,
  code: (_edge, installed) => (installed.has('jose') ? code : undefined),
};
