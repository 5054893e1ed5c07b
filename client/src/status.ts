import { languages, LanguageStatusSeverity, type Disposable, type DocumentSelector } from 'vscode';

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
  item.text = 'Starting';
  item.busy = true;
  item.command = { command: 'zeroTrustCron.showLog', title: 'Show Log' };
  return {
    show: (status) => {
      item.busy = status.busy;
      item.text = summary(status);
      item.severity = status.unverified + status.weak > 0 ? LanguageStatusSeverity.Warning : LanguageStatusSeverity.Information;
    },
    running: (running) => {
      if (running) return;
      item.busy = false;
      item.text = 'Server not running';
      item.severity = LanguageStatusSeverity.Error;
    },
    dispose: () => item.dispose(),
  };
}

function summary({ endpoints, unverified, weak, busy }: Status): string {
  if (busy) return 'Checking scheduled endpoints';
  if (endpoints === 0) return 'No scheduled endpoints';
  const counted = `${endpoints} scheduled endpoint${endpoints === 1 ? '' : 's'}`;
  const defects = [unverified > 0 ? `${unverified} unverified` : '', weak > 0 ? `${weak} weak` : ''].filter((part) => part !== '');
  return `${counted}, ${defects.length > 0 ? defects.join(', ') : 'all verified'}`;
}
