import {
  commands,
  env,
  Position,
  TabInputWebview,
  window,
  workspace,
  WorkspaceEdit,
  type CodeLens,
  type CompletionList,
  type Hover,
  type Tab,
} from 'vscode';
import { expectEqual } from './expect';
import { fileUri, open, untilDiagnostics, untilTab } from './workspace';

describe('above an endpoint', () => {
  it('stand its schedule in words and its verdict', async () => {
    const document = await open('app/api/cron/reports/route.ts');
    await untilDiagnostics(document.uri, (codes) => codes.length > 0);
    const lenses = await commands.executeCommand<readonly CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10);
    const titles = lenses.map(({ command }) => command?.title ?? '');
    expectEqual(
      titles.some((title) => /next run .* UTC; Vercel Cron$/.test(title)) && titles.includes('weak, assurance none'),
      true,
      titles.join(', '),
    );
  });
});

describe('a hover', () => {
  const hoverAt = async (path: string, text: string): Promise<string> => {
    const document = await open(path);
    const position = document.positionAt(document.getText().indexOf(text) + 1);
    const hovers = await commands.executeCommand<readonly Hover[]>('vscode.executeHoverProvider', document.uri, position);
    return hovers.flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value))).join('\n');
  };
  const expectText = (text: string, expected: RegExp): void => expectEqual(expected.test(text), true, text);

  it('on a cron expression says what it means and when it runs', async () => {
    expectText(await hoverAt('vercel.json', '0 4 * * 1'), /\*\*At 04:00, only on Monday\*\* \(Vercel Cron\)[^]*Next runs/);
  });

  it('on a guard says what it proves and what not', async () => {
    expectText(
      await hoverAt('lib/verify-scheduler.ts', 'timingSafeEqual(digest'),
      /\*\*Proves\*\* that the caller[^]*\*\*Does not prove\*\*/,
    );
  });

  it('on the name of an endpoint sums it up', async () => {
    expectText(await hoverAt('app/api/cron/heartbeat/route.ts', 'GET('), /\*\*GET \/api\/cron\/heartbeat\*\*: verified/);
  });
});

describe('the explanation of an endpoint', () => {
  it('is a page beside the code', async () => {
    await open('app/api/cron/reports/route.ts');
    await commands.executeCommand('zeroTrustCron.explainEndpoint');
    const isPage = ({ input }: Tab) => input instanceof TabInputWebview && input.viewType.endsWith('zeroTrustCron.explanation');
    const page = await untilTab((tab) => isPage(tab) && tab.label === 'Explanation of GET /api/cron/reports');
    await window.tabGroups.close(page);
  });
});

describe('the inventory', () => {
  it('is copied as Markdown', async () => {
    await commands.executeCommand('zeroTrustCron.copyEndpoints');
    const text = await env.clipboard.readText();
    expectEqual(text.includes('| `GET /api/cron/reports` | Vercel Cron |'), true, text);
  });
});

describe('the configuration of a folder', () => {
  it('is made by a command, opened the next time, and completed by its schema', async () => {
    const file = fileUri('zero-trust-cron.json');
    await commands.executeCommand('zeroTrustCron.createConfiguration');
    const document = await workspace.openTextDocument(file);
    expectEqual(window.activeTextEditor?.document.uri.path, file.path, 'opened');
    expectEqual([document.languageId, document.getText().includes('"profile": "recommended"')], ['jsonc', true], 'made');
    const edit = new WorkspaceEdit();
    edit.insert(file, document.positionAt(document.getText().indexOf('// For')), '// Mine.\n  ');
    await workspace.applyEdit(edit);
    await document.save();
    await commands.executeCommand('zeroTrustCron.createConfiguration');
    expectEqual(document.getText().includes('// Mine.'), true, 'kept');
    await workspace.fs.delete(file);
  });
});

describe('a suppression', () => {
  it('is completed in a comment, with the rules there are', async () => {
    const document = await open('app/api/cron/heartbeat/route.ts');
    const insert = async (text: string) => {
      const edit = new WorkspaceEdit();
      edit.insert(document.uri, new Position(0, 0), text);
      await workspace.applyEdit(edit);
      const { items } = await commands.executeCommand<CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new Position(0, text.length),
      );
      await commands.executeCommand('undo');
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    expectEqual((await insert('// zero')).includes('zero-trust-cron-ignore-file'), true, 'directives');
    expectEqual((await insert('// zero-trust-cron-ignore no-f')).includes('no-fail-open'), true, 'rules');
    expectEqual((await insert('// other no-f')).includes('no-fail-open'), false, 'other comments');
  });
});
