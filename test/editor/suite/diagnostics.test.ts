import { DiagnosticSeverity, extensions, Range, WorkspaceEdit, workspace } from 'vscode';
import { expectDefined, expectEqual } from './expect';
import { codeOf, codesOf, fileUri, open, untilDiagnostics } from './workspace';

describe('diagnostics', () => {
  it('come from an extension that a source file activates', async () => {
    await open('app/api/cron/digest/route.ts');
    await untilDiagnostics(fileUri('app/api/cron/digest/route.ts'), (codes) => codes.length > 0);
    const extension = expectDefined(extensions.getExtension('zero-trust-cron.zero-trust-cron'), 'the extension');
    expectEqual(extension.isActive, true, 'is active');
  });

  it('stand at the handler of an unverified endpoint and show the path', async () => {
    const document = await open('app/api/cron/digest/route.ts');
    const [diagnostic, ...others] = await untilDiagnostics(document.uri, (codes) => codes.includes('require-authentication'));
    const found = expectDefined(diagnostic, 'a diagnostic');
    expectEqual(codesOf(others), [], 'other diagnostics');
    expectEqual(document.getText(found.range), 'GET', 'the text at the range');
    expectEqual(found.severity, DiagnosticSeverity.Error, 'severity');
    expectEqual(typeof found.code === 'object' && found.code.target.scheme.startsWith('http'), true, 'the rule links to its document');
    const last = expectDefined(found.relatedInformation?.at(-1), 'the end of the path');
    expectEqual(workspace.asRelativePath(last.location.uri, false), 'lib/mail.ts', 'the file at the end of the path');
    const called = (await workspace.openTextDocument(last.location.uri)).getText(last.location.range);
    expectEqual(called.startsWith('fetch'), true, `the effect at the end of the path, "${called}"`);
  });

  it('name the weaknesses of an endpoint that compares a secret which may be unset', async () => {
    const document = await open('app/api/cron/cleanup/route.ts');
    const found = await untilDiagnostics(document.uri, (codes) => codes.length >= 2);
    expectEqual(codesOf(found), ['no-fail-open', 'require-constant-time-comparison'], 'rules');
    for (const diagnostic of found) expectEqual(document.getText(diagnostic.range).includes('CRON_SECRET'), true, codeOf(diagnostic));
  });

  it('are there for closed files of the workspace', async () => {
    const found = await untilDiagnostics(fileUri('app/api/cron/reports/route.ts'), (codes) => codes.length > 0);
    expectEqual(codesOf(found), ['no-internal-bypass'], 'rules');
  });

  it('are there for closed files with routes in code', async () => {
    const found = await untilDiagnostics(fileUri('worker/src/server.ts'), (codes) => codes.length > 0);
    expectEqual(codesOf(found), ['no-ip-trust'], 'rules');
  });

  it('appear while the guard of a verified endpoint is edited away, and go when it is back', async () => {
    const document = await open('app/api/cron/heartbeat/route.ts');
    const guard = `  if (!isScheduler(request)) return new Response('Unauthorized', { status: 401 });\n`;
    const start = document.getText().indexOf(guard);
    const without = new WorkspaceEdit();
    without.delete(document.uri, new Range(document.positionAt(start), document.positionAt(start + guard.length)));
    await workspace.applyEdit(without);
    await untilDiagnostics(document.uri, (codes) => codes.includes('require-authentication'));
    const restored = new WorkspaceEdit();
    restored.insert(document.uri, document.positionAt(start), guard);
    await workspace.applyEdit(restored);
    await untilDiagnostics(document.uri, (codes) => codes.length === 0);
  });
});
