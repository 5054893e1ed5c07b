import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Rule } from '../server/src/model/rule';
import { adapterFiles, exportName, folderPath } from './support/adapters';
import { stripMarkers } from './support/markers';
import { blockOf, blocksIn, filesOf, sectionOf } from './support/ruleDocuments';
import { expectText, replaceSection } from './support/update';
import { analyze, annotate, remarksOf } from './support/workspace';

const sections = ['Why it matters', 'Incorrect', 'Attack', 'Correct', 'How to fix it', 'When not to use it', 'Suppressing it'];
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
        assert.match(sectionOf(text, 'Suppressing it'), new RegExp(`zero-trust-cron-ignore ${id} -- \\w`));
      });

      it('reports every incorrect example where it says', async () => {
        const text = readFileSync(file, 'utf8');
        const part = sectionOf(text, 'Incorrect');
        const blocks = blocksIn(part);
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
        const part = sectionOf(readFileSync(file, 'utf8'), 'Correct');
        const blocks = blocksIn(part);
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
