import assert from 'node:assert/strict';
import { join } from 'node:path';
import { explanationPage } from '../client/src/explanationPage';
import { createAnalyzer } from '../server/src/engine/analyzer';
import type { EndpointReport } from '../server/src/engine/report';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { openFolder } from '../server/src/main.cli.terminal';
import { pictureOf } from '../server/src/report/picture';
import { pictureGraph } from '../server/src/report/pictureGraph';
import { placesIn, type Places } from '../server/src/report/position';
import { repository } from './support/update';

const sample = join(repository, 'test/sample');

describe('the picture of an endpoint', () => {
  let places: Places;
  let reports: readonly EndpointReport[];
  before(async () => {
    const { session } = await openFolder(sample, { createAnalyzer, rules: ruleMetas, version: '1' });
    reports = (await session.report({ rules: ruleMetas, today: '2026-01-01' }))?.endpoints ?? [];
    places = placesIn(sample, (uri) => session.read(uri));
  });
  const reportOf = (path: string) => reports.find(({ endpoint }) => endpoint.path === path) ?? assert.fail(path);
  /** Nodes and edges as lines; `!` stands at what is on an unverified path. */
  const drawn = (path: string) => {
    const { facts } = reportOf(path);
    assert.ok(facts);
    const { nodes, edges } = pictureGraph(facts);
    const words = new Map(nodes.map(({ id, kind, words, open }) => [id, `${open ? '!' : ''}${kind} ${words}`]));
    return edges.map(({ from, to, label, open }) => `${words.get(from)} -${open ? '!' : ''}${label}-> ${words.get(to)}`);
  };

  it('shows guards, the conditions that pass them by, and the unverified path', () => {
    assert.deepEqual(drawn('/api/cron/cleanup').toSorted(), [
      '!effect runs `PrismaClient.session.deleteMany` --> answer answers with success',
      '!guard the check of `authorization` passes -!`CRON_SECRET` is not set-> !effect runs `PrismaClient.session.deleteMany`',
      '!guard the check of `authorization` passes -no-> reject rejects',
      '!guard the check of `authorization` passes -yes-> effect runs `PrismaClient.session.deleteMany`',
      '!request a request arrives -!-> !guard the check of `authorization` passes',
      'effect runs `PrismaClient.session.deleteMany` --> answer answers with success',
    ]);
  });

  it('has no unverified path where there is none', () => {
    const lines = drawn('/api/cron/heartbeat');
    assert.deepEqual(
      lines.filter((line) => line.includes('!')),
      [],
    );
    assert.ok(
      lines.includes('guard the check of `authorization` passes -yes-> effect runs `PrismaClient.heartbeat.create`'),
      lines.join('\n'),
    );
  });

  it('names the code that a decision depends on', () => {
    const picture = pictureOf(reportOf('/api/cron/heartbeat'), places);
    assert.match(picture?.svg ?? '', />it depends on header</);
    assert.doesNotMatch(picture?.svg ?? '', /`/);
  });

  it('leads to places, is heard as it is seen, and names no colour', () => {
    const picture = pictureOf(reportOf('/api/cron/digest'), places);
    assert.ok(picture);
    assert.match(
      picture.summary,
      /^GET \/api\/cron\/digest: unverified; guards: 0, .* Unverified path: a request arrives, .*runs fetch\.$/,
    );
    const linked = [...picture.svg.matchAll(/role="link" aria-label="([^"]+)" tabindex="0" data-place="(\d+)"/g)];
    assert.equal(linked.length, picture.spans.length);
    assert.ok(
      linked.some(([, label]) => label === 'Effect: runs fetch, on an unverified path, mail.ts:3'),
      linked.map(String).join('\n'),
    );
    assert.doesNotMatch(picture.svg, /#[\da-f]{3,8}\b|rgb|style=/i);
    assert.equal(picture.svg.match(/<g /g)?.length, picture.svg.match(/<\/g>/g)?.length);
  });

  it('stays readable where the graph is large', () => {
    const { facts } = reportOf('/api/cron/cleanup');
    assert.ok(facts);
    const span = facts.endpoint.declaration;
    const count = 500;
    const steps = Array.from({ length: count }, (_, index) => ({
      span,
      does: { kind: 'effect', effect: { span, kind: 'database', what: `db.${index}` }, certain: true } as const,
      next: [index * 2 + 1, index * 2 + 2].filter((to) => to < count).map((to) => ({ to, given: undefined })),
    }));
    const { nodes } = pictureGraph({ ...facts, graph: { entry: 0, steps } });
    assert.ok(nodes.length < 140 && nodes.some(({ kind }) => kind === 'more'), String(nodes.length));
  });
});

describe('the page of an explanation', () => {
  const words = { language: 'en', nothing: 'Nothing.', inWords: 'In words', unverified: 'U', guard: 'G', effect: 'E', rejection: 'R' };

  it('runs and styles only what carries its nonce, and shows text as text', () => {
    const page = explanationPage([{ title: 'GET /<b>', verdict: 'weak', text: 'a < b', picture: null }], words, 'abc');
    assert.match(page, /default-src 'none'; style-src 'nonce-abc'; script-src 'nonce-abc'/);
    assert.ok(page.includes('GET /&lt;b&gt;') && page.includes('<pre>a &lt; b</pre>'));
    assert.doesNotMatch(page, / style=|<b>|on(?:click|load)=/);
  });

  it('says when there is nothing to explain', () => assert.match(explanationPage([], words, 'abc'), /<p>Nothing\.<\/p>/));
});
