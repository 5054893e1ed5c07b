import { CodeActionKind, commands, Range, workspace, WorkspaceEdit, type CodeAction, type Diagnostic, type TextDocument } from 'vscode';
import { expectDefined, expectEqual } from './expect';
import { codeOf, codesOf, diagnosticsOf, open, untilDiagnostics } from './workspace';

/** The fixes that the lightbulb offers at a diagnostic, with their edits; chat assistants append actions without. */
async function fixesAt({ uri }: TextDocument, { range }: Diagnostic): Promise<readonly CodeAction[]> {
  const kind = CodeActionKind.QuickFix.value;
  const actions = await commands.executeCommand<readonly CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind, 20);
  return actions.filter((action) => action.edit !== undefined);
}

/** Applies the preferred fix at a diagnostic and waits until the diagnostic is gone. */
async function applyPreferred(document: TextDocument, diagnostic: Diagnostic): Promise<void> {
  const preferred = (await fixesAt(document, diagnostic)).find((action) => action.isPreferred);
  const edit = expectDefined(preferred?.edit, `the edit of the preferred fix of ${codeOf(diagnostic)}`);
  const before = codesOf(diagnosticsOf(document.uri)).length;
  expectEqual(await workspace.applyEdit(edit), true, `"${preferred?.title}" is applied`);
  await untilDiagnostics(document.uri, (codes) => codes.length < before);
}

describe('fixes', () => {
  it('end with a suppression that asks for a reason', async () => {
    const document = await open('app/api/cron/digest/route.ts');
    const [diagnostic] = await untilDiagnostics(document.uri, (codes) => codes.length > 0);
    const titles = (await fixesAt(document, expectDefined(diagnostic, 'a diagnostic'))).map((action) => action.title);
    expectEqual(titles.length > 1 && /suppress/i.test(titles.at(-1) ?? ''), true, `a suppression as the last of ${titles.join(', ')}`);
  });

  it('insert the verification of what the scheduler presents, before the first effect', async () => {
    const document = await open('app/api/cron/digest/route.ts');
    const [diagnostic] = await untilDiagnostics(document.uri, (codes) => codes.includes('require-authentication'));
    const before = document.getText();
    await applyPreferred(document, expectDefined(diagnostic, 'a diagnostic'));
    const text = document.getText();
    const [handler, effect] = [text.indexOf('GET('), text.indexOf('db.subscriber.findMany')];
    const [start, end] = [before.indexOf('GET('), before.indexOf('db.subscriber.findMany')];
    expectEqual(effect - handler > end - start, true, `something stands between handler and effect in\n${text}`);
    expectEqual(text.endsWith(before.slice(end)), true, `the rest is as it was in\n${text}`);
    expectEqual(codesOf(diagnosticsOf(document.uri)), [], 'diagnostics after the fix');
  });

  it('that keep behaviour are applied to a whole file, as on saving', async () => {
    const document = await open('app/api/cron/cleanup/route.ts');
    const before = document.getText();
    const found = await untilDiagnostics(document.uri, (codes) => codes.includes('no-fail-open'));
    await applyPreferred(
      document,
      expectDefined(
        found.find((one) => codeOf(one) === 'no-fail-open'),
        'a diagnostic',
      ),
    );
    const kind = CodeActionKind.SourceFixAll.append('zeroTrustCron').value;
    const all = new Range(0, 0, document.lineCount, 0);
    const [action] = await commands.executeCommand<readonly CodeAction[]>('vscode.executeCodeActionProvider', document.uri, all, kind);
    expectEqual(await workspace.applyEdit(expectDefined(action?.edit, 'the edit of all fixes')), true, 'is applied');
    await untilDiagnostics(document.uri, (codes) => codes.length === 0);
    const restored = new WorkspaceEdit();
    restored.replace(document.uri, document.validateRange(new Range(0, 0, document.lineCount, 0)), before);
    await workspace.applyEdit(restored);
  });

  it('leave an endpoint without findings once each has been applied', async () => {
    const document = await open('app/api/cron/cleanup/route.ts');
    let [diagnostic] = await untilDiagnostics(document.uri, (codes) => codes.length > 0);
    while (diagnostic) {
      await applyPreferred(document, diagnostic);
      [diagnostic] = diagnosticsOf(document.uri);
    }
    expectEqual(document.getText().includes('db.session.deleteMany'), true, document.getText());
  });
});
