import { commands, type CodeLens } from 'vscode';
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
