import {
  commands,
  Disposable,
  l10n,
  languages,
  LanguageStatusSeverity,
  workspace,
  type Command,
  type DocumentSelector,
  type LanguageStatusItem,
} from 'vscode';
import type { Status } from '../../server/src/protocol/messages';
import type { Server } from './server';

/** Makes the language status entry of source files and manifests; selecting it opens the view of endpoints, or the log where there are none. */
export function createStatus(selector: DocumentSelector, server: Pick<Server, 'onState' | 'onStatus'>): Disposable {
  const item = languages.createLanguageStatusItem('zeroTrustCron.status', selector);
  item.name = 'Zero-Trust Cron';
  item.text = l10n.t('Starting');
  item.busy = true;
  item.command = showLog();
  let defects = 0;
  return Disposable.from(
    item,
    server.onState((state) => {
      item.busy = state === 'starting';
      if (state === 'running') return;
      item.command = showLog();
      item.text = state === 'starting' ? l10n.t('Starting') : l10n.t('Server not running');
      item.severity = state === 'starting' ? LanguageStatusSeverity.Information : LanguageStatusSeverity.Error;
    }),
    server.onStatus((status) => {
      show(item, status);
      if (status.busy) return;
      // The walkthrough waits for the first defect that is gone.
      if (status.unverified + status.weak < defects) void commands.executeCommand('setContext', 'zeroTrustCron.fixed', true);
      defects = status.unverified + status.weak;
    }),
  );
}

function show(item: LanguageStatusItem, status: Status): void {
  const { busy, unverified, weak, milliseconds } = status;
  const budget = workspace.getConfiguration('zeroTrustCron').get('timeBudget', 0);
  const isLate = !busy && budget > 0 && milliseconds > budget;
  item.busy = busy;
  item.text = summary(status);
  item.command = status.endpoints > 0 ? { command: 'zeroTrustCron.endpoints.focus', title: l10n.t('Show Endpoints') } : showLog();
  item.detail = isLate ? l10n.t('the last check took {0} ms, more than {1} ms', milliseconds, budget) : l10n.t('{0} ms', milliseconds);
  item.severity = isLate || unverified + weak > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
}

function showLog(): Command {
  return { command: 'zeroTrustCron.showLog', title: l10n.t('Show Log') };
}

function summary({ endpoints, unverified, weak, busy }: Status): string {
  if (busy) return l10n.t('Checking scheduled endpoints');
  if (endpoints === 0) return l10n.t('No scheduled endpoints');
  const counted = endpoints === 1 ? l10n.t('1 scheduled endpoint') : l10n.t('{0} scheduled endpoints', endpoints);
  const defects = [...(unverified > 0 ? [l10n.t('{0} unverified', unverified)] : []), ...(weak > 0 ? [l10n.t('{0} weak', weak)] : [])];
  return `${counted}, ${defects.length > 0 ? defects.join(', ') : l10n.t('all verified')}`;
}
