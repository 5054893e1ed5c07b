import {
  CancellationTokenSource,
  Disposable,
  Location,
  l10n,
  TestMessage,
  TestRunProfileKind,
  tests,
  Uri,
  window,
  workspace,
  type CancellationToken,
  type TestController,
  type TestItem,
  type TestRun,
  type TestRunRequest,
} from 'vscode';
import { longestRun } from '../../server/src/probe/attempt';
import { endpointsRequest, probeRequest, type EndpointItem, type ProbeAnswer } from '../../server/src/protocol/messages';
import { titleOf } from './inventory';
import { folderName, rangeOf } from './places';
import type { Server } from './server';

/**
 * A test for every scheduled endpoint: it passes when a running server refuses requests without a valid credential. Endpoints are only
 * asked for once the tests are shown, and nothing is sent before the user agreed to this run.
 */
export function createProbe(server: Server): Disposable {
  const controller = tests.createTestController('zeroTrustCron.probe', l10n.t('Scheduled endpoints refuse strangers'));
  const endpoints = new WeakMap<TestItem, EndpointItem>();
  let isShown = false;
  const fill = async (): Promise<void> => {
    if (!isShown || server.state === 'stopped') return;
    const found = await server.ask(endpointsRequest, {});
    controller.items.replace(
      found.map((endpoint) => {
        const uri = Uri.parse(endpoint.location.uri);
        const item = controller.createTestItem(`${endpoint.location.uri}#${endpoint.id}`, titleOf(endpoint), uri);
        item.range = rangeOf(endpoint.location);
        item.description = [folderName(endpoint.location.uri) ?? [], endpoint.verdict].flat().join(' · ');
        endpoints.set(item, endpoint);
        return item;
      }),
    );
  };
  controller.resolveHandler = async (item) => {
    if (item !== undefined) return;
    isShown = true;
    await fill();
  };
  controller.refreshHandler = fill;
  const run = async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
    const items = chosen(controller, request);
    if (items.length === 0 || !(await agreed(items))) return;
    const testRun = controller.createTestRun(request);
    items.forEach((item) => testRun.enqueued(item));
    const limit = limited(token);
    for (const item of items) {
      const endpoint = endpoints.get(item);
      const answer = endpoint === undefined ? undefined : await probe(server, testRun, item, endpoint, limit.token);
      if (answer === undefined) testRun.skipped(item);
      else tell(testRun, item, answer);
    }
    limit.dispose();
    testRun.end();
  };
  // Never a part of "Run All Tests": these tests may make a server work.
  const profile = controller.createRunProfile(l10n.t('Probe a running server'), TestRunProfileKind.Run, run, false);
  return Disposable.from(
    profile,
    controller,
    server.onChange(() => void fill()),
  );
}

/** Cancelled with a run, and when a run has taken as long as one may. */
function limited(token: CancellationToken): CancellationTokenSource {
  const source = new CancellationTokenSource();
  const timer = setTimeout(() => source.cancel(), longestRun);
  source.token.onCancellationRequested(() => clearTimeout(timer));
  token.onCancellationRequested(() => source.cancel());
  return source;
}

/** `undefined` when the run was over before the endpoint's last request. */
async function probe(
  server: Server,
  run: TestRun,
  item: TestItem,
  { id, location }: EndpointItem,
  token: CancellationToken,
): Promise<ProbeAnswer | undefined> {
  if (token.isCancellationRequested) return undefined;
  run.started(item);
  const settings = settingsOf(item);
  const params = { uri: location.uri, id, baseUrl: settings.baseUrl, allowedHosts: settings.allowedHosts };
  try {
    return await server.ask(probeRequest, params, token);
  } catch (error) {
    return token.isCancellationRequested ? undefined : { problem: error instanceof Error ? error.message : String(error) };
  }
}

function tell(run: TestRun, item: TestItem, answer: ProbeAnswer): void {
  const messageOf = (text: string): TestMessage => {
    const message = new TestMessage(text);
    if (item.uri !== undefined && item.range !== undefined) message.location = new Location(item.uri, item.range);
    return message;
  };
  if ('problem' in answer) return run.errored(item, messageOf(answer.problem));
  const lines = answer.requests.map(({ judgement, words }) => `${judgement.padEnd(8)}  ${words}`);
  run.appendOutput(`${item.label}\r\n${lines.map((line) => `  ${line}\r\n`).join('')}`, undefined, item);
  switch (answer.outcome) {
    case 'refused':
      return run.passed(item);
    case 'accepted': {
      const accepted = answer.requests.filter(({ judgement }) => judgement === 'accepted').map(({ words }) => words);
      return run.failed(item, messageOf([l10n.t('{0} accepted requests without a valid credential:', item.label), ...accepted].join('\n')));
    }
    case 'missing':
      return run.errored(item, messageOf(l10n.t('{0} does not serve this path.', settingsOf(item).baseUrl)));
    case 'failed':
      return run.errored(item, messageOf([l10n.t('The server failed or gave no answer:'), ...lines].join('\n')));
    case 'moved':
      return run.errored(
        item,
        messageOf([l10n.t('The server wants requests at another address, which are not sent:'), ...lines].join('\n')),
      );
    case 'unfinished':
      return run.skipped(item);
  }
}

/** The items of a request, all without one. */
function chosen({ items }: TestController, { include, exclude = [] }: TestRunRequest): readonly TestItem[] {
  const all: TestItem[] = [];
  items.forEach((item) => all.push(item));
  return (include ?? all).filter((item) => !exclude.includes(item));
}

/** Asks once for a run: the one question of the extension that waits for an answer, because the answer may change data. */
async function agreed(items: readonly TestItem[]): Promise<boolean> {
  const servers = [...new Set(items.map((item) => settingsOf(item).baseUrl))].join(', ');
  const go = l10n.t('Send requests');
  const question = l10n.t('Send {0} endpoints at {1} requests that they must refuse?', items.length, servers);
  const detail = l10n.t('An endpoint that accepts one does its work. Use a server with data that may be lost.');
  return (await window.showWarningMessage(question, { modal: true, detail }, go)) === go;
}

function settingsOf({ uri }: TestItem): { readonly baseUrl: string; readonly allowedHosts: readonly string[] } {
  const settings = workspace.getConfiguration('zeroTrustCron.probe', uri);
  return { baseUrl: settings.get('baseUrl', ''), allowedHosts: settings.get<readonly string[]>('allowedHosts', []) };
}
