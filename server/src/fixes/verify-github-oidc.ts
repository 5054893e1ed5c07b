import { githubOidc } from './code/schemes/githubOidc';
import { verifying } from './code/verifying';

/** Inserts the verification of what a request presents. A token of one branch of one repository, which workflows of GitHub Actions with the permission `id-token: write` can ask for. */
export const verifyGithubOidc = verifying(githubOidc);
