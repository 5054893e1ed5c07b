import { commands, env, window, type CodeLens } from 'vscode';
import { expectEqual } from './expect';
import { open, untilDiagnostics } from './workspace';

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
  it('is a document of its own that says how the verdict was reached', async () => {
    await open('app/api/cron/reports/route.ts');
    await commands.executeCommand('zeroTrustCron.explainEndpoint');
    const text = window.activeTextEditor?.document.getText() ?? '';
    expectEqual(/GET \/api\/cron\/reports[\s\S]*next-app, weak, assurance none[\s\S]*What happens/.test(text), true, text);
  });
});

describe('the inventory', () => {
  it('is copied as Markdown', async () => {
    await commands.executeCommand('zeroTrustCron.copyEndpoints');
    const text = await env.clipboard.readText();
    expectEqual(text.includes('| `GET /api/cron/reports` | Vercel Cron |'), true, text);
  });
});
