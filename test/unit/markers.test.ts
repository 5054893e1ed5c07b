import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { readMarkers, stripMarkers, writeMarkers, type Label } from '../support/markers';
import { replaceSection } from '../support/update';

const marked = `import { db } from '@acme/db';

export async function GET(request: Request) {
//                    ^^^ require-authentication
  verify(request);
//^^^^^^^^^^^^^^^ no-ignored-verification
  if (a && b === c) {
  //  ^ no-fail-open
  //       ^^^^^^^ require-constant-time-comparison
    return db.run();
  }
}
`;

describe('markers', () => {
  it('are read from below the line they speak of', () => {
    const text = stripMarkers(marked);
    assert.deepEqual(
      readMarkers(marked).map(({ start, end, text: said }) => [text.slice(start, end), said]),
      [
        ['GET', 'require-authentication'],
        ['verify(request)', 'no-ignored-verification'],
        ['a', 'no-fail-open'],
        ['b === c', 'require-constant-time-comparison'],
      ],
    );
  });

  it('are written as they were', () => {
    assert.equal(writeMarkers('route.ts', stripMarkers(marked), readMarkers(marked)), marked);
  });

  it('use the comments of the file and reach its first columns', () => {
    const yaml = writeMarkers('jobs.yaml', 'jobs:\n  - path: /x', [
      { start: 0, end: 4, text: 'first' },
      { start: 10, end: 14, text: 'second' },
    ]);
    assert.equal(yaml, 'jobs:\n# <---- first\n  - path: /x\n  # ^^^^ second');
    assert.deepEqual(
      readMarkers(yaml).map(({ start, end }) => [start, end]),
      [
        [0, 4],
        [10, 14],
      ],
    );
    assert.equal(writeMarkers('a.ts', 'if(x)', [{ start: 1, end: 3, text: 'y' }]), 'if(x)\n// <~-- y');
  });

  it('keep line ends', () => {
    const windows = 'one();\r\ntwo();\r\n';
    const written = writeMarkers('a.ts', windows, [{ start: 8, end: 11, text: 'x' }]);
    assert.equal(written, 'one();\r\ntwo();\r\n// <--- x\r\n');
    assert.equal(stripMarkers(written), windows);
  });

  it('give back every label that fits its line', () => {
    const line = fc.stringMatching(/^ {0,6}[a-z(){}]{1,20}$/);
    const source = fc.array(line, { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(source, fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 6 }), (lines, picks) => {
        const text = lines.join('\n');
        const labels = picks.map(([row, from, length]): Label => {
          const index = row % lines.length;
          const content = lines[index] ?? '';
          const column = from % content.length;
          const start = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0) + column;
          return { start, end: start + 1 + (length % (content.length - column)), text: `l${row % 7}` };
        });
        const written = writeMarkers('a.ts', text, labels);
        assert.equal(stripMarkers(written), text);
        const order = (list: readonly Label[]) => list.map((label) => JSON.stringify([label.start, label.end, label.text])).toSorted();
        assert.deepEqual(order(readMarkers(written)), order(labels));
      }),
    );
  });
});

describe('replaceSection', () => {
  it('replaces only what is between its marks', () => {
    const text = 'a\n<!-- x:begin -->\nold\n<!-- x:end -->\nb\n';
    assert.equal(replaceSection(text, 'x', 'new'), 'a\n<!-- x:begin -->\n\nnew\n\n<!-- x:end -->\nb\n');
    assert.equal(replaceSection(text, 'y', 'new'), undefined);
  });
});
