import { LanguageModelTextPart, lm } from 'vscode';
import { expectEqual } from './expect';
import { open, untilDiagnostics } from './workspace';

describe('a language model', () => {
  it('has the tools of the server', async () => {
    const document = await open('app/api/cron/reports/route.ts');
    await untilDiagnostics(document.uri, (codes) => codes.length > 0);
    const names = lm.tools.map(({ name }) => name).filter((name) => name.startsWith('zeroTrustCron_'));
    const expected = ['explainEndpoint', 'listEndpoints', 'proposeFix', 'verify'].map((name) => `zeroTrustCron_${name}`);
    expectEqual(names.toSorted(), expected, 'tools');
    const input = { file: 'app/api/cron/reports/route.ts' };
    const { content } = await lm.invokeTool('zeroTrustCron_verify', { input, toolInvocationToken: undefined });
    const text = content.map((part) => (part instanceof LanguageModelTextPart ? part.value : '')).join('');
    expectEqual(/no-internal-bypass/.test(text), true, text);
  });
});
