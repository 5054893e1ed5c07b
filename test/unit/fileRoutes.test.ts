import assert from 'node:assert/strict';
import { nextApp } from '../../server/src/frameworks/next-app';
import { nextPages } from '../../server/src/frameworks/next-pages';
import type { FileConvention, FileMiddleware } from '../../server/src/model/adapters';

function route(convention: FileConvention | undefined, file: string): readonly [path: string, root: string] | undefined {
  const match = convention?.match.exec(file);
  const path = convention && match ? convention.routePath(match) : undefined;
  return convention && match && path !== undefined ? [path, convention.root?.(match) ?? ''] : undefined;
}

function root(middleware: FileMiddleware | undefined, file: string): string | undefined {
  const match = middleware?.match.exec(file);
  return match ? middleware?.root?.(match) : undefined;
}

describe('next-app', () => {
  const cases: readonly [file: string, expected: readonly [string, string] | undefined][] = [
    ['app/api/cron/route.ts', ['/api/cron', '']],
    ['src/app/api/cron/route.js', ['/api/cron', '']],
    ['apps/web/app/api/cron/[id]/route.tsx', ['/api/cron/[id]', 'apps/web/']],
    ['apps/web/src/app/(jobs)/api/cron/route.mjs', ['/api/cron', 'apps/web/']],
    ['apps/web/app/(ee)/api/cron/route.ts', ['/api/cron', 'apps/web/']],
    ['apps/app/src/app/api/cron/route.ts', ['/api/cron', 'apps/app/']],
    ['app/app/api/cron/route.ts', ['/api/cron', 'app/']],
    ['apps/web/app/api/app/cron/route.ts', ['/api/app/cron', 'apps/web/']],
    ['app/@modal/cron/route.ts', ['/cron', '']],
    ['app/%5Finternal/cron/route.ts', ['/_internal/cron', '']],
    ['app/api/[...rest]/route.ts', ['/api/[...rest]', '']],
    ['app/api/cron/route.api.ts', ['/api/cron', '']],
    ['app/route.ts', ['/', '']],
    ['app/_private/cron/route.ts', undefined],
    ['app/api/cron/route.test.ts', undefined],
    ['app/api/cron/route.d.ts', undefined],
    ['app/api/cron/routes.ts', undefined],
    ['app/api/cron/page.tsx', undefined],
    ['src/my-app/api/route.ts', undefined],
  ];
  for (const [file, expected] of cases) {
    it(`${file}: ${expected?.[0] ?? 'no route'}`, () => assert.deepEqual(route(nextApp.files[0], file), expected));
  }

  it('finds middleware beside the app folder', () => {
    const middleware = nextApp.middleware[0];
    assert.equal(root(middleware, 'middleware.ts'), '');
    assert.equal(root(middleware, 'src/proxy.ts'), '');
    assert.equal(root(middleware, 'apps/web/src/middleware.js'), 'apps/web/');
    assert.equal(root(middleware, 'apps/web/proxy.page.ts'), 'apps/web/');
    assert.equal(root(middleware, 'middleware.test.ts'), undefined);
    assert.equal(root(middleware, 'lib/withMiddleware.ts'), undefined);
  });
});

describe('next-pages', () => {
  const cases: readonly [file: string, expected: readonly [string, string] | undefined][] = [
    ['pages/api/cron.ts', ['/api/cron', '']],
    ['src/pages/api/cron/index.ts', ['/api/cron', '']],
    ['apps/web/pages/api/cron/[id].js', ['/api/cron/[id]', 'apps/web/']],
    ['apps/web/src/pages/api/[...rest].tsx', ['/api/[...rest]', 'apps/web/']],
    ['pages/api/cron.api.ts', ['/api/cron', '']],
    ['pages/api/cron.daily.ts', ['/api/cron.daily', '']],
    ['pages/api/index.ts', ['/api', '']],
    ['pages/api/cron.test.ts', undefined],
    ['pages/api/types.d.ts', undefined],
    ['pages/index.tsx', undefined],
    ['pages/apis/cron.ts', undefined],
  ];
  for (const [file, expected] of cases) {
    it(`${file}: ${expected?.[0] ?? 'no route'}`, () => assert.deepEqual(route(nextPages.files[0], file), expected));
  }
});
