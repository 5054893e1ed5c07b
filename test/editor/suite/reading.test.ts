import { commands, env, TabInputWebview, window, type CodeLens, type Tab } from 'vscode';
import { expectEqual } from './expect';
import { open, untilDiagnostics, untilTab } from './workspace';

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

describe('the explanation of an endpoint', () => {
  it('is a page beside the code', async () => {
    await open('app/api/cron/reports/route.ts');
    await commands.executeCommand('zeroTrustCron.explainEndpoint');
    const isPage = ({ input }: Tab) => input instanceof TabInputWebview && input.viewType.endsWith('zeroTrustCron.explanation');
    const page = await untilTab((tab) => isPage(tab) && tab.label === 'Explanation of route.ts');
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
