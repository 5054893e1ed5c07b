import { FileType, RelativePattern, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { listRequest, readRequest } from '../../server/src/protocol/messages';

/** Lets a server without a file system (in a web worker, or beside a virtual workspace) list and read files through the editor's. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(listRequest, async ({ uri }: { readonly uri: string }) => (await listFiles(Uri.parse(uri))).map(String));
  client.onRequest(readRequest, async ({ uri }: { readonly uri: string }) => {
    try {
      return base64(await workspace.fs.readFile(Uri.parse(uri)));
    } catch {
      return null;
    }
  });
}

/** Asks the workspace's search, which is one call for a remote; some file systems have none, or an empty one, and are walked. */
async function listFiles(folder: Uri): Promise<readonly Uri[]> {
  try {
    const found = await workspace.findFiles(new RelativePattern(folder, '**/*'), '**/{node_modules,.git}/**');
    return found.length > 0 ? found : await walk(folder);
  } catch {
    return walk(folder);
  }
}

/** Linked folders are left out: they may lead back up. */
async function walk(folder: Uri): Promise<readonly Uri[]> {
  const found = await Promise.all(
    (await workspace.fs.readDirectory(folder)).map(([name, type]) => {
      const entry = Uri.joinPath(folder, name);
      if (type & FileType.File) return [entry];
      return type === FileType.Directory && name !== 'node_modules' && name !== '.git' ? walk(entry) : [];
    }),
  );
  return found.flat();
}

/** In pieces, because the spread of a whole file would overflow the stack. */
function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let start = 0; start < bytes.length; start += 8192) binary += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(binary);
}
