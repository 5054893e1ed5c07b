import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EndpointReport, Report } from '../server/src/engine/report';
import { adapterFiles } from './support/adapters';
import { fixtures, foldersIn } from './support/fixtureWorkspaces';
import { isServed, samplesOf, spellingsOf } from './support/requestTargets';
import { serve, startApplications, type Answer, type RunningServer, type Started } from './support/runningServer';
import { analyze, readFolder } from './support/workspace';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Frameworks of which nothing is started here, with the reason. */
const notStarted: Readonly<Record<string, string>> = {
  encore: 'runs in a library of its own that its command line tool brings, which no package holds',
};

/** Frameworks with one handler for all paths below one that it is known by: its own code tells them apart. */
const dispatching: Readonly<Record<string, RegExp>> = {
  'cloud-functions': /^/,
  deno: /^/,
  'node-http': /^/,
  netlify: /^\/\.netlify\//,
  supabase: /^/,
  workers: /^/,
};

/** Whether a handler of the application has answered, which all do with the same word, as text or in JSON. */
const isHandled = ({ status, body }: Answer): boolean => status < 300 && (body === 'handled' || body.includes('"handled"'));

function running(started: Started | undefined): Started {
  assert.ok(started, 'the application did not start');
  return started;
}

// What an adapter says of an application is compared with what the application does when it runs.
describe('running servers', () => {
  it('are of every framework that can be started', () => {
    const started = foldersIn(join(fixtures, 'running'));
    assert.deepEqual([...started, ...Object.keys(notStarted)].toSorted(), adapterFiles('frameworks'));
  });

  for (const id of foldersIn(join(fixtures, 'running'))) {
    describe(id, () => {
      const folder = join(fixtures, 'running', id);
      let report: Report;
      let started: Started | undefined;
      const open: RunningServer[] = [];
      const environment = { ...process.env };

      before(async function () {
        this.timeout(300_000);
        process.env['CRON_SECRET'] = 'secret';
        report = await analyze(readFolder(folder), { everyEndpoint: true });
        started = await startApplications(folder, id);
      });
      after(async () => {
        for (const server of open) server.close();
        await started?.close?.();
        // Frameworks set variables for what they build and start, and leave them to what runs afterwards.
        for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
        Object.assign(process.env, environment);
      });

      // What is guarded by its path, and nothing else, has cron in it.
      const claimed = (isGuarded: boolean): readonly EndpointReport[] =>
        report.endpoints.filter(({ endpoint }) => endpoint.framework === id && endpoint.path.includes('/cron') === isGuarded);

      it('answers the claimed routes and no others', async function () {
        this.timeout(60_000);
        const server = await serve(running(started).routes);
        open.push(server);
        const claims = claimed(false).map(({ endpoint }) =>
          dispatching[id]?.test(endpoint.path) ? { ...endpoint, path: `${endpoint.path}/[[...rest]]`.replace('//', '/') } : endpoint,
        );
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
        const server = await serve(running(started).guarded);
        open.push(server);
        const endpoints = claimed(true);
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
