import { commands, languages, Position, window, workspace, type CompletionList } from 'vscode';
import { expectEqual } from './expect';
import { fileUri, open, write } from './workspace';

describe('writing', () => {
  it('a configuration file is completed and checked by its schema', async () => {
    const file = fileUri('zero-trust-cron.json');
    await write('zero-trust-cron.json', '{\n  "profile": "lenient",\n  \n}\n');
    const document = await workspace.openTextDocument(file);
    await window.showTextDocument(document);
    const complaint = (): boolean => languages.getDiagnostics(file).some(({ message }) => /"recommended", "strict"/.test(message));
    while (!complaint()) await new Promise((resolve) => setTimeout(resolve, 50));
    const at = new Position(2, 2);
    const { items } = await commands.executeCommand<CompletionList>('vscode.executeCompletionItemProvider', file, at);
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    expectEqual(
      ['rules', 'exclude', 'overrides'].filter((name) => !labels.includes(name)),
      [],
      `missing in ${labels.join(', ')}`,
    );
    await commands.executeCommand('workbench.action.closeActiveEditor');
    await workspace.fs.delete(file);
  });

  it('a verifier is a snippet', async () => {
    await open('lib/mail.ts');
    const document = await workspace.openTextDocument({ language: 'typescript', content: '' });
    const editor = await window.showTextDocument(document);
    await commands.executeCommand('editor.action.insertSnippet', {
      langId: 'typescript',
      name: 'Verify a bearer secret (Request and Response)',
    });
    expectEqual(/timingSafeEqual[^]*rejectUnverifiedCron/.test(editor.document.getText()), true, editor.document.getText());
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});
