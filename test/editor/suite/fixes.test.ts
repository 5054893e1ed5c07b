import { CodeAction, CodeActionKind, commands, workspace, type TextDocument } from 'vscode';
import { expectDefined, expectEqual } from './expect';
import { codeOf, codesOf, open, untilDiagnostics } from './workspace';

/** The fixes that the lightbulb offers at a diagnostic of a rule, with their edits. */
async function fixes(document: TextDocument, rule: string): Promise<readonly CodeAction[]> {
  const diagnostics = await untilDiagnostics(document.uri, (codes) => codes.includes(rule));
  const diagnostic = expectDefined(
    diagnostics.find((candidate) => codeOf(candidate) === rule),
    rule,
  );
  const found = await commands.executeCommand<readonly CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    diagnostic.range,
    CodeActionKind.QuickFix.value,
    20,
  );
  return found.filter((action) => action.diagnostics?.some((fixed) => codeOf(fixed) === rule));
}

async function applyPreferred(document: TextDocument, rule: string): Promise<void> {
  const preferred = (await fixes(document, rule)).filter((action) => action.isPreferred);
  expectEqual(preferred.length, 1, `preferred fixes of ${rule}`);
  const edit = expectDefined(preferred[0]?.edit, 'the edit of the preferred fix');
  expectEqual(await workspace.applyEdit(edit), true, 'the edit is applied');
  await untilDiagnostics(document.uri, (codes) => !codes.includes(rule));
}

describe('fixes', () => {
  it('end with a suppression that asks for a reason', async () => {
    const document = await open('app/api/cron/digest/route.ts');
    const last = (await fixes(document, 'require-authentication')).at(-1);
    expectEqual(last?.title.toLowerCase().includes('suppress'), true, `the last of the fixes, "${last?.title}"`);
  });

  it('insert the verification of what the scheduler presents', async () => {
    const document = await open('app/api/cron/digest/route.ts');
    await applyPreferred(document, 'require-authentication');
    const text = document.getText();
    const verification = text.search(/if \(.*verif.*request/i);
    expectEqual(
      verification > text.indexOf('GET(') && verification < text.indexOf('db.subscriber'),
      true,
      `the guard precedes the effect in\n${text}`,
    );
    expectEqual(codesOf(await untilDiagnostics(document.uri, (codes) => codes.length === 0)), [], 'diagnostics after the fix');
  });

  it('leave an endpoint without findings once each has been applied', async () => {
    const document = await open('app/api/cron/cleanup/route.ts');
    await applyPreferred(document, 'no-fail-open');
    if (codesOf(await untilDiagnostics(document.uri, () => true)).includes('require-constant-time-comparison'))
      await applyPreferred(document, 'require-constant-time-comparison');
    await untilDiagnostics(document.uri, (codes) => codes.length === 0);
    expectEqual(document.getText().includes('timingSafeEqual') || /verif/i.test(document.getText()), true, document.getText());
  });
});
