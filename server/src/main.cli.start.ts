import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** The name of the cache that the build made of the tool; set by the bundler. */
declare const compileCache: string | undefined;

const tool = join(__dirname, 'cli.main.js');

/**
 * A check is over before most code that V8 optimises for it would pay off: it optimises later and less. A fifth less processor time on a large
 * workspace, measured with Node.js 20; other versions have other names for these.
 */
const flags = process.versions.v8.startsWith('11.3.') ? ['--interrupt-budget=150000', '--max-inlined-bytecode-size-cumulative=400'] : [];

/**
 * Starts the tool with what V8 compiled of it when it was built: compiling takes longer than checking a small project. V8 leaves a cache of
 * another version aside. Without one, a Node.js that keeps such caches itself does it.
 */
function start(): void {
  flags.forEach((flag) => setFlagsFromString(flag));
  const cache = typeof compileCache === 'string' ? join(__dirname, compileCache) : undefined;
  const isWanted = process.env['ZERO_TRUST_CRON_WRITE_CACHE'] === '1';
  if (cache !== undefined && (isWanted || existsSync(cache))) runCached(cache, isWanted);
  else {
    (Module as { enableCompileCache?(): unknown }).enableCompileCache?.();
    createRequire(__filename)(tool);
  }
}

function runCached(cache: string, isWanted: boolean): void {
  const cachedData = isWanted ? undefined : readFileSync(cache);
  // The bundler writes ASCII only, which need not be decoded.
  const script = new Script(Module.wrap(readFileSync(tool, 'latin1')), { filename: tool, ...(cachedData ? { cachedData } : {}) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(tool), module, tool, __dirname);
  if (isWanted) process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}

start();
