import { token } from './token';

const code = {
  imports: ["import { createRemoteJWKSet, jwtVerify } from 'jose';"],
  constants: `const issuer = 'https://token.actions.githubusercontent.com';
const keys = createRemoteJWKSet(new URL(\`\${issuer}/.well-known/jwks\`));
`,
  statements: `    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer,
      audience,
      maxTokenAge: '10 minutes',
      requiredClaims: ['exp', 'repository', 'ref'],
    });
    return payload['repository'] === repository && payload['ref'] === ref;`,
};

/** A token of one branch of one repository, which workflows of GitHub Actions with the permission `id-token: write` can ask for. */
export const githubOidc = token({
  id: 'verify-github-oidc',
  title: 'Verify the token of a GitHub Actions workflow',
  presents: 'github-oidc',
  noun: 'Workflow',
  files: ['verify-workflow', 'verify-github-oidc'],
  credential: 'a token that GitHub issued to a workflow of CRON_OIDC_REPOSITORY on CRON_OIDC_REF for CRON_OIDC_AUDIENCE',
  notes: ['The repository is owner/name, the ref refs/heads/main or the like, the audience the one that the workflow asks for.'],
  settings: { audience: 'CRON_OIDC_AUDIENCE', repository: 'CRON_OIDC_REPOSITORY', ref: 'CRON_OIDC_REF' },
  test: 'isWorkflow',
  code: ({ installed }) => (installed.has('jose') ? code : undefined),
});
