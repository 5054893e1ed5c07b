import assert from 'node:assert/strict';
import { basename, relative } from 'node:path';
import { createAnalyzer } from '../server/src/engine/analyzer';
import type { Report } from '../server/src/engine/report';
import { ruleMetas } from '../server/src/engine/ruleMetas';
import { createSession } from '../server/src/engine/session';
import { nodeFiles } from '../server/src/host/node';
import { folderUri, fromPath } from '../server/src/host/uri';
import { Workspace } from '../server/src/host/workspace';
import type { Uri } from '../server/src/model/source';
import { fixtures, fixtureWorkspaces } from './support/fixtureWorkspaces';

const options = { rules: ruleMetas, today: '2026-01-01' };

/** Manifests, and files of code, of one workspace that are edited: enough to meet what answers are remembered by, few enough to be waited for. */
const edited = 2;

/** What a person sees of a report. */
function shown({ endpoints, findings, problems, notAnalyzed }: Report): unknown {
  return {
    endpoints: endpoints.map(({ endpoint: { id, path, methods }, triggers, verdict, assurance }) => ({
      id,
      path,
      methods,
      triggers,
      verdict,
      assurance,
    })),
    findings,
    problems,
    notAnalyzed,
  };
}

/** A project whose files are edited in an editor. */
function open(folder: string) {
  const workspace = new Workspace(nodeFiles, folderUri(fromPath(folder)));
  const session = createSession(createAnalyzer(), workspace);
  const report = async (): Promise<unknown> => {
    const made = await session.report(options);
    assert.ok(made);
    return shown(made);
  };
  return { workspace, report };
}

/** The files that decide, and some of the others. */
function chosen(files: readonly Uri[]): readonly Uri[] {
  const manifests = files.filter((uri) => !/\.[cm]?[jt]sx?$/.test(uri));
  const code = files.filter((uri) => !manifests.includes(uri));
  const step = Math.max(1, Math.floor(code.length / edited));
  return [...manifests.slice(0, edited), ...code.filter((_, index) => index % step === 0).slice(0, edited)];
}

/** Half of a file, as it is between two keystrokes. */
function half(text: string): string {
  const lines = text.split('\n');
  return lines.slice(0, Math.ceil(lines.length / 2)).join('\n');
}

describe('what is reported after an edit is what an analysis from the start reports', function () {
  this.timeout(120_000);
  const subjects = fixtureWorkspaces.filter((folder) => /^(?:frameworks|schedulers|libraries)\b/.test(relative(fixtures, folder)));

  for (const folder of subjects) {
    it(relative(fixtures, folder), async () => {
      const { workspace, report } = open(folder);
      const before = await report();
      for (const uri of chosen([...workspace.snapshot().files].toSorted())) {
        const text = workspace.read(uri)?.text;
        if (text === undefined) continue;
        for (const other of [half(text), '']) {
          workspace.setDocument(uri, other);
          const fresh = open(folder);
          fresh.workspace.setDocument(uri, other);
          assert.deepEqual(await report(), await fresh.report(), `${basename(uri)} with ${other.length} of ${text.length} characters`);
        }
        workspace.closeDocument(uri);
        assert.deepEqual(await report(), before, `${basename(uri)} as it was`);
      }
    });
  }
});
