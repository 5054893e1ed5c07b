import type { LibraryAdapter, VerifierModel } from '../model/adapters';
import { each, members } from '../model/apiPath';
import { tokenReview } from './parts/tokenReview';

const { accepted, refused } = tokenReview.refusal;

/** The answer is the review itself; before version 1 it was the `body` of a response. */
const create: VerifierModel = {
  ...tokenReview,
  presented: { argument: 0 },
  refusal: { accepted: { ...accepted, body: accepted }, refused: { ...refused, body: refused } },
};

/** The client of Kubernetes' API: reviews of tokens. */
export const kubernetesClientNode: LibraryAdapter = {
  id: 'kubernetes-client-node',
  verifiers: each(
    members('@kubernetes/client-node#', 'KubeConfig().makeApiClient().createTokenReview AuthenticationV1Api().createTokenReview'),
    create,
  ),
  harmless: members(
    '@kubernetes/client-node#',
    'KubeConfig KubeConfig().loadFromCluster KubeConfig().loadFromDefault KubeConfig().makeApiClient AuthenticationV1Api',
  ),
};
