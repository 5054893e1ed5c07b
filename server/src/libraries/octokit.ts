import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';

/** GitHub; calls below `rest` that do not begin with get or list change something. */
export const octokit: LibraryAdapter = {
  id: 'octokit',
  effects: each(
    members(
      ['@octokit/rest#Octokit()', 'octokit#Octokit()', '@octokit/core#Octokit()', '@actions/github#getOctokit()'],
      `request graphql rest.*.create rest.repos.createDispatchEvent rest.issues.create rest.issues.update
    rest.issues.createComment rest.pulls.create rest.pulls.merge rest.repos.createOrUpdateFileContents
    rest.actions.createWorkflowDispatch rest.git.createRef`,
    ),
    'http',
  ),
  harmless: [
    ...members(['@octokit/rest#', 'octokit#', '@octokit/core#'], 'Octokit'),
    'octokit#App',
    '@octokit/auth-app#createAppAuth',
    ...members(
      ['@octokit/rest#Octokit()', 'octokit#Octokit()', '@octokit/core#Octokit()'],
      'paginate rest.issues.listForRepo rest.pulls.list rest.repos.get rest.repos.getContent',
    ),
  ],
};
