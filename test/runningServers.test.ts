import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EndpointReport, Report } from '../server/src/engine/report';
import { fixtures, foldersIn } from './support/fixtureWorkspaces';
import { isServed, samplesOf, spellingsOf } from './support/requestTargets';
import { serve, startApplications, type Answer, type RunningServer, type Started } from './support/runningServer';
import { analyze, pathOf, readFolder } from './support/workspace';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Whether a handler of the application has answered, which all do with the same word, as text or in JSON. */
const isHandled = ({ status, body }: Answer): boolean => status < 300 && (body === 'handled' || body.includes('"handled"'));

// What an adapter says of an application is compared with what the application does when it runs.
describe('running servers', () => {
  for (const id of foldersIn(join(fixtures, 'running'))) {
    describe(id, () => {
      const folder = join(fixtures, 'running', id);
      let report: Report;
      let started: Started;
      const open: RunningServer[] = [];

      before(async function () {
        this.timeout(60_000);
        process.env['CRON_SECRET'] = 'secret';
        report = await analyze(readFolder(folder), { everyEndpoint: true });
        started = await startApplications(folder, id);
      });
      after(async () => {
        for (const server of open) server.close();
        await started.close?.();
        delete process.env['CRON_SECRET'];
      });

      const claimed = (file: string): readonly EndpointReport[] =>
        report.endpoints.filter(({ endpoint }) => endpoint.framework === id && pathOf(endpoint.uri).startsWith(file));

      it('answers the claimed routes and no others', async function () {
        this.timeout(60_000);
        const server = await serve(started.routes);
        open.push(server);
        const claims = claimed('routes').map(({ endpoint }) => endpoint);
        const wrong: string[] = [];
        for (const target of samplesOf(readFolder(folder), claims)) {
          for (const method of methods) {
            const isClaimed = claims.some((claim) => isServed(claim, method, target));
            const answer = await server.ask(method, target);
            if (isClaimed !== isHandled(answer))
              wrong.push(`${method} ${target} is ${isClaimed ? 'claimed' : 'not claimed'}, the server answers ${answer.status}`);
          }
        }
        assert.ok(claims.length > 0, 'no route is claimed');
        assert.deepEqual(wrong.slice(0, 20), []);
      });

      it('lets other spellings of a path past a guard exactly where that is reported', async function () {
        this.timeout(60_000);
        const server = await serve(started.guarded);
        open.push(server);
        const endpoints = claimed('guarded');
        const wrong: string[] = [];
        for (const { endpoint, findings, verdict } of endpoints) {
          assert.ok(!isHandled(await server.ask('GET', endpoint.path)), `${endpoint.path} has no guard at all`);
          const passing = [];
          for (const target of spellingsOf(endpoint.path)) if (isHandled(await server.ask('GET', target))) passing.push(target);
          const reported = findings.some((index) => report.findings[index]?.rule === 'require-canonical-path');
          assert.equal(verdict, passing.length > 0 ? 'weak' : 'verified', endpoint.path);
          if (reported !== passing.length > 0)
            wrong.push(`${endpoint.path} is ${reported ? '' : 'not '}reported, ${passing.join(', ') || 'nothing'} passes`);
        }
        assert.ok(endpoints.length > 0, 'no guarded route is claimed');
        assert.deepEqual(wrong, []);
      });
    });
  }
});
