import assert from 'node:assert/strict';
import { join } from 'node:path';
import { normalizeAppPath } from 'next/dist/shared/lib/router/utils/app-paths';
import { fixtures, workspacesOf } from './support/fixtureWorkspaces';
import { analyze, pathOf, readFolder } from './support/workspace';

// Its own reading of file names is asked about more of them than a started application has.
describe('routes of Next.js', () => {
  for (const workspace of workspacesOf(join(fixtures, 'frameworks/next-app'))) {
    it(`have the paths that the framework gives them in ${workspace.slice(fixtures.length + 1)}`, async function () {
      this.timeout(60_000);
      const { endpoints } = await analyze(readFolder(workspace), { everyEndpoint: true });
      const files = endpoints.filter(({ endpoint }) => endpoint.framework === 'next-app');
      assert.ok(files.length > 0);
      for (const { endpoint } of files) {
        const file = pathOf(endpoint.uri).replace(/^(?:src\/)?app|\.\w+$/g, '');
        assert.equal(endpoint.path, normalizeAppPath(file).replace(/\/route$/, '') || '/');
      }
    });
  }
});
