import {
  commands,
  Disposable,
  env,
  EventEmitter,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import type { Location } from 'vscode-languageclient';
import { endpointsRequest } from '../../server/src/protocol/messages';
import {
  descriptionOf,
  filtered,
  grouped,
  labelOf,
  markdownOf,
  schedulerOf,
  titleOf,
  tooltipOf,
  type Group,
  type Grouping,
  type Listed,
} from './inventory';
import { folderName, openLocation, placeInWords } from './places';
import type { Server } from './server';

const viewId = 'zeroTrustCron.endpoints';

const icons = {
  unverified: new ThemeIcon('error', new ThemeColor('list.errorForeground')),
  weak: new ThemeIcon('warning', new ThemeColor('list.warningForeground')),
  verified: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
} as const;

type Node = { readonly kind: 'group'; readonly group: Group } | { readonly kind: 'endpoint'; readonly endpoint: Listed };

/** The view of scheduled endpoints with its commands, which may run before it is shown. */
export interface EndpointsView extends Disposable {
  show(): void;
}

/** Makes the view. It asks the server only while it is visible. */
export function createEndpointsView(server: Server): EndpointsView {
  let view: TreeView<Node> | undefined;
  const changed = new EventEmitter<void>();
  let endpoints: readonly Listed[] | undefined;
  let grouping: Grouping = 'scheduler';
  let filter = '';
  const ask = async (): Promise<readonly Listed[]> =>
    (await server.ask(endpointsRequest, {})).map((endpoint) => ({ ...endpoint, folder: folderName(endpoint.location.uri) }));
  const shown = () => filtered(endpoints ?? [], filter);
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    getChildren: async (node) => {
      if (node !== undefined) return node.kind === 'group' ? node.group.endpoints.map((endpoint) => ({ kind: 'endpoint', endpoint })) : [];
      if (server.state === 'stopped') {
        tell('emptyBecause', 'stopped');
        return [];
      }
      endpoints ??= await ask();
      tell('emptyBecause', filter === '' || endpoints.length === 0 ? 'unknown' : 'filtered');
      // Where nothing is left the view says so itself, which it does not do beside a message.
      if (view !== undefined) view.message = filter === '' || shown().length === 0 ? '' : l10n.t('filtered by “{0}”', filter);
      return grouped(shown(), grouping, l10n.t).map((group) => ({ kind: 'group', group }));
    },
  };
  const refresh = (): void => {
    endpoints = undefined;
    changed.fire();
  };
  const group = (by: Grouping) => (): void => {
    grouping = by;
    tell('grouping', by);
    changed.fire();
  };
  const filterBy = (text: string): void => {
    filter = text.trim();
    tell('filtered', filter !== '');
    changed.fire();
  };
  const copy = async (node: Node | undefined): Promise<void> => {
    endpoints ??= await ask();
    const wanted = node === undefined ? shown() : node.kind === 'group' ? node.group.endpoints : [node.endpoint];
    await env.clipboard.writeText(markdownOf(wanted, l10n.t));
  };
  const on = (name: string, run: (node: Node | undefined) => unknown): Disposable => commands.registerCommand(`zeroTrustCron.${name}`, run);
  const parts: readonly Disposable[] = [
    { dispose: () => view?.dispose() },
    changed,
    server.onChange(refresh),
    on('groupByScheduler', group('scheduler')),
    on('groupByVerdict', group('verdict')),
    on('filterEndpoints', async () => {
      const prompt = l10n.t('Words of the route, scheduler, verdict, assurance or rule; empty shows all endpoints');
      const text = await window.showInputBox({ prompt, value: filter });
      if (text !== undefined) filterBy(text);
    }),
    on('clearFilter', () => filterBy('')),
    on('openManifest', (node) => choose(endpointOf(node)?.triggers.map((one) => ({ label: schedulerOf(one, l10n.t), ...one })) ?? [])),
    on('openHandler', (node) => choose(endpointOf(node) ? [{ label: '', location: endpointOf(node)?.handler }] : [])),
    on('openGuard', (node) => choose(endpointOf(node)?.guards.map((one) => ({ label: one.words, ...one })) ?? [])),
    on('copyEndpoints', () => copy(undefined)),
    on('copyEntry', copy),
  ];
  return {
    show: () => {
      view = window.createTreeView(viewId, { treeDataProvider: provider, showCollapseAll: true });
      group('scheduler')();
    },
    dispose: () => Disposable.from(...parts).dispose(),
  };
}

/** Opens the only place, or asks which. */
async function choose(places: readonly { readonly label: string; readonly location: Location | undefined }[]): Promise<void> {
  const [first, ...others] = places;
  const chosen =
    others.length === 0
      ? first
      : await window.showQuickPick(
          places.map((place) => ({ ...place, description: place.location === undefined ? '' : placeInWords(place.location) })),
        );
  if (chosen?.location !== undefined) await openLocation(chosen.location);
}

function endpointOf(node: Node | undefined): Listed | undefined {
  return node?.kind === 'endpoint' ? node.endpoint : undefined;
}

function itemOf(node: Node): TreeItem {
  if (node.kind === 'group') {
    const { title, endpoints } = node.group;
    const item = new TreeItem(title, TreeItemCollapsibleState.Expanded);
    item.id = `group ${title}`;
    item.description = String(endpoints.length);
    item.contextValue = 'group';
    item.accessibilityInformation = {
      label: endpoints.length === 1 ? l10n.t('{0}, 1 endpoint', title) : l10n.t('{0}, {1} endpoints', title, endpoints.length),
    };
    return item;
  }
  const { endpoint } = node;
  const item = new TreeItem(titleOf(endpoint));
  item.description = descriptionOf(endpoint, l10n.t);
  item.tooltip = new MarkdownString(tooltipOf(endpoint, l10n.t));
  item.iconPath = icons[endpoint.verdict];
  item.contextValue = [
    'endpoint',
    ...(endpoint.guards.length > 0 ? ['guarded'] : []),
    ...(endpoint.triggers.length > 0 ? ['called'] : []),
  ].join(' ');
  item.accessibilityInformation = { label: labelOf(endpoint, l10n.t) };
  item.command = { command: 'zeroTrustCron.openLocation', title: l10n.t('Open'), arguments: [endpoint.location] };
  return item;
}

/** Tells menus and the welcome text of the view what they depend on. */
function tell(name: 'emptyBecause' | 'filtered' | 'grouping', value: string | boolean): void {
  void commands.executeCommand('setContext', `zeroTrustCron.${name}`, value);
}
