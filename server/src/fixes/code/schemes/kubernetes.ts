import { token } from './token';

/** Platforms that run outside of a cluster. */
const hosted = /^(?:vercel-functions|netlify|lambda|azure-functions|cloud-functions|workers|supabase)$/;

const code = {
  imports: ["import { readFile } from 'node:fs/promises';"],
  constants: `const reviews = 'https://kubernetes.default.svc/apis/authentication.k8s.io/v1/tokenreviews';
const ownToken = '/var/run/secrets/kubernetes.io/serviceaccount/token';
`,
  statements: `    const response = await fetch(reviews, {
      method: 'POST',
      headers: { authorization: \`Bearer \${await readFile(ownToken, 'utf8')}\`, 'content-type': 'application/json' },
      body: JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token, audiences: [audience] } }),
    });
    const { status } = (await response.json())‹ as { status?: { authenticated?: boolean; audiences?: string[]; user?: { username?: string } } }›;
    if (status?.authenticated !== true || !status.audiences?.includes(audience)) return false;
    return status.user?.username === \`system:serviceaccount:\${account}\`;`,
};

/** A token of one service account of the cluster, which the API server is asked about. */
export const kubernetes = token({
  id: 'verify-kubernetes',
  title: 'Verify the token of a Kubernetes service account',
  presents: 'kubernetes',
  noun: 'ClusterAccount',
  files: ['verify-cluster-account', 'verify-kubernetes'],
  credential: 'a token of the cluster for the service account CRON_SERVICE_ACCOUNT and CRON_TOKEN_AUDIENCE',
  notes: [
    'The account is namespace:name, the audience that of the projected token in the CronJob; it is not the default one of the API server.',
    "The endpoint's own account needs the cluster role system:auth-delegator to ask for reviews.",
    'NODE_EXTRA_CA_CERTS must be /var/run/secrets/kubernetes.io/serviceaccount/ca.crt, so that the API server is trusted.',
  ],
  settings: { audience: 'CRON_TOKEN_AUDIENCE', account: 'CRON_SERVICE_ACCOUNT' },
  isRare: true,
  test: 'isAccount',
  code: ({ edge, framework }) => (edge || hosted.test(framework) ? undefined : code),
});
