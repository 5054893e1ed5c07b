import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createAnalyzer } from '../../server/src/engine/analyzer';
import { defaultSettings } from '../../server/src/engine/report';

const uri = '/shop/app/api/cron/close/route.ts';

/** A handler with many states: each setting splits them. */
const handler = (edit: number): string => `
export async function POST(request: Request) {
  const presented = request.headers.get('authorization');
  const limits = { a: 1, b: 2, c: 3 };
${Array.from({ length: 6 }, (_, index) => `  const step${index} = request.headers.get('x-step-${index}') === '1' ? limits.a : presented;`).join('\n')}
  if (presented !== \`Bearer \${process.env.CRON_SECRET}\`) return new Response(null, { status: 401 });
  await fetch('https://shop.example', { method: 'POST', body: String([step0, step1, step2, step3, step4, step5, ${edit}]) });
  return Response.json({ ok: true });
}
`;

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

describe('an analyzer', () => {
  it('holds no more after many edits than after a few', () => {
    const analyzer = createAnalyzer();
    const edit = (number: number): void => {
      const source = { uri, version: String(number), text: handler(number) };
      analyzer.update(
        { roots: ['/shop'], files: new Set([uri]), read: (file) => (file === uri ? source : undefined) },
        number === 0 ? undefined : [uri],
      );
      assert.equal(analyzer.report(defaultSettings).endpoints.length, 1);
    };
    const heapAfter = (from: number, to: number): number => {
      for (let number = from; number < to; number++) edit(number);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const early = heapAfter(0, 100);
    const late = heapAfter(100, 200);
    assert.ok(late - early < 600_000, `${late - early} bytes more after a hundred edits`);
  });
});
