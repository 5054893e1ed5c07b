import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix, relative } from 'node:path';
import { applyEdits, modify } from 'jsonc-parser';
import ts from 'typescript';
import { schemaOf, tools } from '../server/src/agent/tools';
import { helpUri } from '../server/src/engine/help';
import type { FrameworkAdapter, SchedulerAdapter } from '../server/src/model/adapters';
import type { Rule } from '../server/src/model/rule';
import { adapterFiles, exportedNames, exportName, folderNames, folderPath, registryText, type Folder } from './support/adapters';
import { configurationSchema } from './support/configurationSchema';
import { frameworkTable, schedulerTable, withoutEvidence } from './support/supportTables';
import { expectText, mayWrite, replaceSection, repository } from './support/update';

const source = join(repository, 'server/src');
const registry = join(source, 'engine/registry.ts');

// What other tests load must be there before they do.
if (mayWrite) expectText(registry, registryText());

/**
 * What each folder of the server may import: folders, packages, or `folder/file`. The flow is one-way, and this table is the law. Files directly
 * in `src` are entries: the only places where an environment is named.
 */
const layers: Readonly<Record<string, readonly string[]>> = {
  model: [],
  project: ['model', 'typescript', 'jsonc-parser', 'yaml', 'toml-eslint-parser', 'picomatch'],
  frameworks: ['model', 'project'],
  schedulers: ['model', 'project'],
  libraries: ['model'],
  discovery: ['model', 'project', 'typescript'],
  analysis: ['model', 'project', 'typescript'],
  rules: ['model'],
  fixes: ['model'],
  // They write code in the same manner.
  companions: ['model', 'fixes'],
  engine: [
    'model',
    'project',
    'frameworks',
    'schedulers',
    'libraries',
    'discovery',
    'analysis',
    'rules',
    'fixes',
    'companions',
    'typescript',
    'croner',
    'cronstrue',
    'jsonc-parser',
    'picomatch',
    'valibot',
  ],
  probe: ['model', 'engine'],
  report: ['model', 'engine', 'probe', 'sarif', '@dagrejs/dagre'],
  agent: ['model', 'engine', 'report'],
  // Explanations are the same text in the editor as on the terminal.
  protocol: [
    'model',
    'agent',
    'engine',
    'probe',
    'report',
    'host/files',
    'host/uri',
    'host/workspace',
    'vscode-languageserver',
    'vscode-languageserver-textdocument',
  ],
  host: ['model', 'ignore', 'vscode-uri'],
};

/** Exceptions of single files: hosts are where an environment begins. */
const hosts: Readonly<Record<string, readonly string[]>> = {
  'host/node.ts': ['node:*'],
  'host/http.ts': ['node:*', 'probe'],
  'host/client.ts': ['protocol/messages', 'vscode-languageserver', 'vscode-languageserver-textdocument'],
};

const longestFile = 400;

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.m?ts$/.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .toSorted();
}

/** Whether a file of the server may import a module. */
function allowed(file: string, specifier: string): boolean {
  const layer = file.split('/')[0] ?? '';
  const permitted = [...(layers[layer] ?? []), ...(hosts[file] ?? [])];
  if (!specifier.startsWith('.')) {
    const name = specifier.startsWith('@') ? specifier.split('/').slice(0, 2).join('/') : (specifier.split('/')[0] ?? '');
    return permitted.includes(name) || (specifier.startsWith('node:') && permitted.includes('node:*'));
  }
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  return target.startsWith(`${layer}/`) || permitted.includes(target.split('/')[0] ?? '') || permitted.includes(target);
}

describe('layers', () => {
  const files = filesBelow(source).filter((file) => file.includes('/'));

  it('are all listed', () => {
    assert.deepEqual(
      [...new Set(files.map((file) => file.split('/')[0] ?? ''))].filter((layer) => !(layer in layers)),
      [],
    );
  });

  it('import only what their row permits', () => {
    const wrong = files.flatMap((file) =>
      ts
        .preProcessFile(readFileSync(join(source, file), 'utf8'), true, true)
        .importedFiles.filter(({ fileName }) => !allowed(file, fileName))
        .map(({ fileName }) => `${file} may not import '${fileName}'`),
    );
    assert.deepEqual(wrong, []);
  });

  it('forbids what the table does not name', () => {
    assert.equal(allowed('rules/x.ts', '../model/rule'), true);
    assert.equal(allowed('rules/x.ts', 'typescript'), false);
    assert.equal(allowed('libraries/x.ts', '../project/json'), false);
    assert.equal(allowed('protocol/x.ts', '../host/files'), true);
    assert.equal(allowed('protocol/x.ts', '../host/node'), false);
    assert.equal(allowed('host/files.ts', 'node:fs'), false);
  });
});

describe('sources', () => {
  it(`have at most ${longestFile} lines, the generated registry aside`, () => {
    const long = ['server/src', 'client/src', 'test']
      .flatMap((folder) => filesBelow(join(repository, folder)).map((file) => `${folder}/${file}`))
      .filter((file) => !/^test\/(?:fixtures|sample|out)\//.test(file) && file !== 'server/src/engine/registry.ts')
      .filter((file) => readFileSync(join(repository, file), 'utf8').split('\n').length - 1 > longestFile);
    assert.deepEqual(long, []);
  });
});

describe('registry', () => {
  it('lists every adapter', () => expectText(registry, registryText()));

  for (const folder of folderNames) {
    describe(folder, () => {
      for (const file of adapterFiles(folder)) {
        it(`${file} exports one adapter that is named after its file`, async () => {
          assert.deepEqual(exportedNames(folder, file), [exportName(file)]);
          const module: Record<string, { readonly id: string }> = await import(join(folderPath(folder), file));
          const id = module[exportName(file)]?.id ?? '';
          assert.equal(id.replace(/^@/, '').replace(/[^a-z\d]+/gi, '-'), file);
        });

        // Libraries are tested from their own tables, entry by entry (libraries.test.ts).
        if (folder === 'libraries') continue;
        it(`${file} has a fixture`, () => {
          const fixture = join(repository, 'test/fixtures', folder, file);
          assert.ok(existsSync(fixture) && readdirSync(fixture).length > 0, `test/fixtures/${folder}/${file} is missing or empty`);
        });
      }

      it('has no fixture without its adapter', () => {
        const fixtures = join(repository, 'test/fixtures', folder);
        const found = existsSync(fixtures) ? readdirSync(fixtures) : [];
        assert.deepEqual(
          found.filter((name) => !adapterFiles(folder).includes(name)),
          [],
        );
      });
    });
  }
});

describe('README.md', () => {
  const file = join(repository, 'README.md');
  const expectSection = (name: string, content: string): void =>
    expectText(
      file,
      replaceSection(readFileSync(file, 'utf8'), name, content) ??
        assert.fail(`README.md has no part between ${name}:begin and ${name}:end`),
    );

  const frameworks: FrameworkAdapter[] = [];
  const schedulers: SchedulerAdapter[] = [];
  before(async () => {
    frameworks.push(...(await adaptersIn<FrameworkAdapter>('frameworks')));
    schedulers.push(...(await adaptersIn<SchedulerAdapter>('schedulers')));
  });

  it('says of every framework what is supported', () => expectSection('frameworks', frameworkTable(frameworks)));
  it('says of every scheduler what is supported', () => expectSection('schedulers', schedulerTable(schedulers)));

  it('says nothing that no fixture shows', () => {
    const unproven = [
      ...frameworks.map(({ id, supports }) => ({
        id,
        missing: withoutEvidence(`${supports.endpoints} ${supports.guards}`, 'frameworks', id),
      })),
      ...schedulers.map(({ id, declaredIn = '' }) => ({ id, missing: withoutEvidence(declaredIn, 'schedulers', id) })),
    ];
    assert.deepEqual(
      unproven.filter(({ missing }) => missing.length > 0),
      [],
    );
  });
});

describe('rules', () => {
  const ids = adapterFiles('rules');
  const rules: Rule[] = [];
  before(async () => {
    rules.push(...(await adaptersIn<Rule>('rules')));
  });

  it('are all loaded', () =>
    assert.deepEqual(
      rules.map(({ id }) => id),
      ids,
    ));

  it('have a document each, and no document is left over', () => {
    const documents = readdirSync(folderPath('rules')).filter((name) => name.endsWith('.md'));
    assert.deepEqual(documents.map((name) => basename(name, '.md')).toSorted(), ids);
  });

  it('say why and what to do in full sentences, and need no line break', () => {
    const wrong = rules.flatMap(({ id, meta: { title, why, remedy } }) => {
      const good = /^[A-Z][^.\n]+$/.test(title) && /^[A-Z][^\n]+\.$/.test(why) && /^[A-Z][^\n]+\.$/.test(remedy);
      return good ? [] : [id];
    });
    assert.deepEqual(wrong, []);
  });

  it('are in the table of README.md', () => {
    const file = join(repository, 'README.md');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const rows = rules.map(
      ({ id, meta }) => `| [\`${id}\`](${documentOf(id)}) | ${meta.title} | ${meta.recommended} / ${meta.strict} | ${meta.cwe} |`,
    );
    const table = ['| Rule | What it asks for | Recommended / strict | CWE |', '| --- | --- | --- | --- |', ...rows].join('\n');
    expectText(file, replaceSection(text, 'rules', table) ?? assert.fail('README.md has no part between rules:begin and rules:end'));
  });

  it('are known to the schema of the configuration file', () => {
    expectText(join(repository, 'syntaxes/configuration.schema.json'), configurationSchema(rules));
  });

  it('can be set in the editor', () => {
    const properties = Object.fromEntries(
      rules.map(({ id, meta }) => [
        id,
        {
          type: 'string',
          enum: ['off', 'error', 'warning', 'information'],
          markdownDescription: `${meta.title}. Recommended: ${meta.recommended}; strict: ${meta.strict}. [About this rule](${helpUri(id)})`,
        },
      ]),
    );
    expectInManifest(['contributes', 'configuration', 'properties', 'zeroTrustCron.rules', 'properties'], properties);
  });
});

describe('tools for language models', () => {
  it('are declared as the server has them', () => {
    const declared = tools.map((tool) => {
      const name = tool.name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      return {
        name: `zeroTrustCron_${name}`,
        toolReferenceName: `zeroTrustCron-${name}`,
        displayName: `%tool.${name}%`,
        userDescription: `%tool.${name}.description%`,
        modelDescription: tool.description,
        canBeReferencedInPrompt: true,
        icon: '$(shield)',
        tags: ['zero-trust-cron', 'security'],
        inputSchema: schemaOf(tool),
      };
    });
    expectInManifest(['contributes', 'languageModelTools'], declared);
  });
});

/** What the files of a folder export, as they are now. */
async function adaptersIn<Adapter>(folder: Folder): Promise<readonly Adapter[]> {
  const adapters: Adapter[] = [];
  for (const id of adapterFiles(folder)) {
    const module: Record<string, Adapter> = await import(join(folderPath(folder), id));
    const adapter = module[exportName(id)];
    if (adapter) adapters.push(adapter);
  }
  return adapters;
}

/** Fails, or writes, unless the extension's manifest holds a value. */
function expectInManifest(path: readonly string[], value: unknown): void {
  const file = join(repository, 'package.json');
  const text = readFileSync(file, 'utf8');
  expectText(file, applyEdits(text, modify(text, [...path], value, { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } })));
}

/** Where a rule's document is, seen from the README. */
function documentOf(id: string): string {
  return relative(repository, join(dirname(folderPath('rules')), 'rules', `${id}.md`)).replaceAll('\\', '/');
}
