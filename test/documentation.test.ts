import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../server/src/model/rule';
import { adapterFiles, exportName, folderPath } from './support/adapters';
import { stripMarkers } from './support/markers';
import { expectText, replaceSection } from './support/update';
import { analyze, annotate, remarksOf, type Texts } from './support/workspace';

const sections = ['Why it matters', 'Incorrect', 'Correct', 'How to fix it', 'When not to use it', 'Suppressing it'];
const fence = /^```(?:ts|tsx|js|jsonc?|yaml)\n([\s\S]*?)^```$/gm;
const header = /^(?:\/\/|#) ([\w@()[\]./-]+\.[a-z]+)$/;

/** The workspace that a block shows: every file begins with a comment that names it. */
function filesOf(block: string): Texts {
  const files: Record<string, string> = {};
  let current: string | undefined;
  for (const line of block.split('\n').slice(0, -1)) {
    const name = header.exec(line)?.[1];
    if (name !== undefined) {
      current = name;
      files[name] = '';
    } else if (current === undefined) {
      assert.fail(`the block does not begin with a comment that names its file: ${line}`);
    } else {
      files[current] += `${line}\n`;
    }
  }
  return files;
}

function blockOf(block: string, files: Texts): string {
  const headers = new Map(block.split('\n').flatMap((line) => (header.test(line) ? [[header.exec(line)?.[1] ?? '', line]] : [])));
  return Object.entries(files)
    .map(([path, text]) => `${headers.get(path)}\n${text}`)
    .join('');
}

/** The part below a heading. */
function section(text: string, title: string): string {
  const from = text.indexOf(`\n## ${title}\n`);
  assert.ok(from >= 0, `there is no section '${title}'`);
  const to = text.indexOf('\n## ', from + 1);
  return text.slice(from, to < 0 ? undefined : to);
}

/** What is known of a rule without running it, as a table. */
function facts({ recommended, strict, cwe, owasp, tenet }: Rule['meta']): string {
  return [
    '| Recommended | Strict | Weakness | OWASP API Security | NIST SP 800-207 |',
    '| --- | --- | --- | --- | --- |',
    `| ${recommended} | ${strict} | [CWE-${cwe}](https://cwe.mitre.org/data/definitions/${cwe}.html) | [${owasp}](https://owasp.org/API-Security/editions/2023/en/0x11-t10/) | Tenet ${tenet} |`,
  ].join('\n');
}

async function ruleOf(id: string): Promise<Rule> {
  const module: Record<string, Rule> = await import(join(folderPath('rules'), id));
  const rule = module[exportName(id)];
  assert.ok(rule, `${id}.ts does not export ${exportName(id)}`);
  return rule;
}

describe('documents of rules', () => {
  for (const id of adapterFiles('rules')) {
    describe(id, () => {
      const file = join(folderPath('rules'), `${id}.md`);

      it('has its title, a summary, every section, and the facts of the rule', async () => {
        const text = readFileSync(file, 'utf8');
        const { meta } = await ruleOf(id);
        assert.match(text, new RegExp(`^# ${id}\\n\\n[A-Z][^\\n]+\\.\\n`));
        assert.deepEqual(
          [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title),
          sections,
        );
        expectText(file, replaceSection(text, 'facts', facts(meta)) ?? assert.fail('there is no part between facts:begin and facts:end'));
        assert.match(section(text, 'Suppressing it'), new RegExp(`zero-trust-cron-ignore ${id} -- \\w`));
      });

      it('reports every incorrect example where it says', async () => {
        const text = readFileSync(file, 'utf8');
        const part = section(text, 'Incorrect');
        const blocks = [...part.matchAll(fence)].map(([, block = '']) => block);
        assert.ok(blocks.length > 0, 'there is no incorrect example');
        let updated = text;
        for (const block of blocks) {
          const files = filesOf(block);
          const report = await analyze(files, { severity: { [id]: 'error' } });
          assert.ok(
            report.findings.some(({ rule }) => rule === id),
            `${id} does not report this incorrect example:\n${block}`,
          );
          updated = updated.replace(block, () => blockOf(block, annotate(files, remarksOf(report))));
        }
        expectText(file, updated);
      });

      it('reports nothing in the correct examples', async () => {
        const part = section(readFileSync(file, 'utf8'), 'Correct');
        const blocks = [...part.matchAll(fence)].map(([, block = '']) => block);
        assert.ok(blocks.length > 0, 'there is no correct example');
        for (const block of blocks) {
          assert.equal(stripMarkers(block), block, 'a correct example carries a marker');
          const report = await analyze(filesOf(block), { severity: { [id]: 'error' } });
          assert.ok(report.endpoints.length > 0, `no endpoint is found in this correct example:\n${block}`);
          assert.deepEqual(
            report.findings.map(({ rule, message }) => `${rule}: ${message}`),
            [],
            block,
          );
        }
      });
    });
  }
});
