import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { descriptionOf, filtered, grouped, labelOf, markdownOf, tooltipOf, type Say } from '../../client/src/inventory';
import type { EndpointItem } from '../../server/src/protocol/messages';
import { repository } from '../support/update';

/** English as it is in the code. */
const say: Say = (text, ...values) => text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)]));
const location = { uri: 'file:///a.ts', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } } };

function endpoint(
  path: string,
  verdict: EndpointItem['verdict'],
  schedulers: readonly (string | null)[],
  rules: readonly string[] = [],
): EndpointItem {
  return {
    id: path,
    name: 'GET',
    methods: ['GET'],
    path,
    framework: 'next-app',
    verdict,
    assurance: 'none',
    location,
    handler: location,
    guards: [],
    triggers: schedulers.map((schedulerName) => ({
      scheduler: schedulerName ?? '',
      schedulerName,
      schedule: '0 5 * * *',
      words: 'At 05:00',
      next: '2026-11-23 05:00 UTC',
      timezone: null,
      evidence: 'declared',
      location,
    })),
    rules,
  };
}

const sync = endpoint('/api/cron/sync', 'verified', ['Vercel Cron', 'Upstash QStash']);
const mail = endpoint('/api/cron/mail', 'unverified', ['Vercel Cron'], ['require-authentication']);
const old = endpoint('/api/cron/[a|b]', 'weak', []);
const paths = (found: readonly EndpointItem[]) => found.map(({ path }) => path);

describe('the inventory', () => {
  it('groups by scheduler, one that several call under each', () => {
    assert.deepEqual(
      grouped([sync, mail, old], 'scheduler', say).map(({ title, endpoints }) => [title, ...paths(endpoints)]),
      [
        ['No scheduler', '/api/cron/[a|b]'],
        ['Upstash QStash', '/api/cron/sync'],
        ['Vercel Cron', '/api/cron/sync', '/api/cron/mail'],
      ],
    );
  });

  it('groups what an unknown scheduler calls by that', () => {
    const named = endpoint('/cron/sessions', 'weak', [null]);
    assert.deepEqual(
      grouped([named], 'scheduler', say).map(({ title }) => title),
      ['Unknown scheduler'],
    );
    assert.match(markdownOf([named], say), /\| `GET \/cron\/sessions` \| Unknown scheduler \|/);
    assert.doesNotMatch(labelOf(named, say), /called by/);
  });

  it('groups by verdict, the worst first', () => {
    assert.deepEqual(
      grouped([sync, mail, old], 'verdict', say).map(({ title }) => title),
      ['unverified', 'weak', 'verified'],
    );
  });

  it('is filtered by every word, and by nothing when there is none', () => {
    assert.deepEqual(paths(filtered([sync, mail, old], 'qstash cron')), ['/api/cron/sync']);
    assert.deepEqual(paths(filtered([sync, mail, old], 'verified')), ['/api/cron/sync']);
    assert.deepEqual(paths(filtered([sync, mail, old], 'require-auth')), ['/api/cron/mail']);
    assert.equal(filtered([sync, mail, old], ' ').length, 3);
  });

  it('says line by line to those who point at an endpoint what it is', () => {
    assert.equal(
      tooltipOf(mail, say),
      [
        '**`GET /api/cron/mail`**',
        'unverified, assurance none',
        'At 05:00, next run 2026-11-23 05:00 UTC',
        'called by Vercel Cron',
        'findings require-authentication',
      ].join('\n\n'),
    );
  });

  it('says to those who hear it what the others see', () => {
    assert.equal(
      labelOf(mail, say),
      'GET /api/cron/mail, unverified, assurance none, At 05:00, next run 2026-11-23 05:00 UTC, called by Vercel Cron, findings require-authentication',
    );
  });

  it('is a table in Markdown', () => {
    assert.equal(
      markdownOf([mail, old], say),
      [
        '| Endpoint | Scheduler | Schedule | Verdict | Assurance | Findings |',
        '| --- | --- | --- | --- | --- | --- |',
        '| `GET /api/cron/mail` | Vercel Cron | At 05:00 | unverified | none | `require-authentication` |',
        '| `GET /api/cron/[a\\|b]` |  | no schedule known | weak | none |  |',
        '',
      ].join('\n'),
    );
  });
});

describe('strings of the manifest', () => {
  const manifest = readFileSync(join(repository, 'package.json'), 'utf8');
  const strings: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(repository, 'package.nls.json'), 'utf8'));

  it('are those that it names', () => {
    const named = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(named)].toSorted(), Object.keys(strings).toSorted());
  });

  it('name only commands that there are', () => {
    const commands = new Set([...manifest.matchAll(/"command": "(zeroTrustCron\.\w+)",\s*"title"/g)].map(([, id]) => id));
    const used = [...manifest.matchAll(/"command": "(zeroTrustCron\.\w+)",\s*"when"/g)].map(([, id]) => id);
    assert.ok(used.length > 0);
    assert.deepEqual(
      used.filter((id) => !commands.has(id)),
      [],
    );
  });

  it('tells the folders of a workspace apart where there are several', () => {
    const own = { ...mail, folder: 'shop' };
    assert.deepEqual([descriptionOf(mail, say), descriptionOf(own, say)], ['At 05:00', 'shop · At 05:00']);
    assert.match(labelOf(own, say), /^GET \/api\/cron\/mail, shop, unverified/);
    assert.deepEqual(paths(filtered([mail, own], 'shop')), paths([own]));
    assert.match(markdownOf([own], say), /`GET \/api\/cron\/mail` \(shop\)/);
  });
});
