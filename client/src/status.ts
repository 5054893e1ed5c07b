import { commands, l10n, languages, LanguageStatusSeverity, type Disposable, type DocumentSelector } from 'vscode';

/** What the server tells after every analysis of the workspace. */
export interface Status {
  readonly endpoints: number;
  readonly unverified: number;
  readonly weak: number;
  readonly busy: boolean;
}

/** The entry in the language status menu of source files and manifests. */
export interface StatusItem extends Disposable {
  /** Shows an answer of the server; a bound function. */
  readonly show: (status: Status) => void;
  readonly running: (running: boolean) => void;
}

/** Makes the language status entry; selecting it opens the log. */
export function createStatus(selector: DocumentSelector): StatusItem {
  const item = languages.createLanguageStatusItem('zeroTrustCron.status', selector);
  item.name = 'Zero-Trust Cron';
  item.text = l10n.t('Starting');
  item.busy = true;
  item.command = { command: 'zeroTrustCron.showLog', title: l10n.t('Show Log') };
  let defects = 0;
  return {
    show: (status) => {
      // The walkthrough waits for the first defect that is gone.
      if (!status.busy && status.unverified + status.weak < defects)
        void commands.executeCommand('setContext', 'zeroTrustCron.fixed', true);
      if (!status.busy) defects = status.unverified + status.weak;
      item.busy = status.busy;
      item.text = summary(status);
      item.severity = status.unverified + status.weak > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    },
    running: (running) => {
      if (running) return;
      item.busy = false;
      item.text = l10n.t('Server not running');
      item.severity = LanguageStatusSeverity.Error;
    },
    dispose: () => item.dispose(),
  };
}

function summary({ endpoints, unverified, weak, busy }: Status): string {
  if (busy) return l10n.t('Checking scheduled endpoints');
  if (endpoints === 0) return l10n.t('No scheduled endpoints');
  const counted = endpoints === 1 ? l10n.t('1 scheduled endpoint') : l10n.t('{0} scheduled endpoints', endpoints);
  const defects = [...(unverified > 0 ? [l10n.t('{0} unverified', unverified)] : []), ...(weak > 0 ? [l10n.t('{0} weak', weak)] : [])];
  return `${counted}, ${defects.length > 0 ? defects.join(', ') : l10n.t('all verified')}`;
}
