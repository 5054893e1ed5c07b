import type { LibraryAdapter } from '../model/adapters';
import { each, members } from '../model/apiPath';
import { tokenReview } from './parts/tokenReview';

/** What JavaScript runtimes offer without an import; `globalThis.x` and `window.x` are the same as `x`. */
export const global: LibraryAdapter = {
  id: 'global',
  verifiers: {
    'global#crypto.subtle.verify': {
      credential: { kind: 'signature', header: undefined },
      method: 'signature',
      binds: ['body'],
      refusal: 'false',
      async: true,
      key: { argument: 1 },
      presented: { argument: 2 },
      data: { argument: 3 },
    },
    'global#fetch().json': {
      ...tokenReview,
      presented: { call: 'fetch', argument: 1, path: ['body'] },
      addressed: '/apis/authentication.k8s.io/v1/tokenreviews',
    },
  },
  comparisons: {
    'global#crypto.subtle.timingSafeEqual': { left: 0, right: 1, throwsOnLength: true },
    'global#crypto.timingSafeEqual': { left: 0, right: 1, throwsOnLength: true },
  },
  digests: {
    'global#crypto.subtle.digest': { data: ['digest'], dataArgument: 1, async: true },
    'global#crypto.subtle.sign': { key: { call: 'sign', argument: 1 }, data: ['sign'], dataArgument: 2, async: true },
    'global#Bun.hash': { data: ['hash'] },
    'global#Bun.CryptoHasher().**.digest': { key: { call: 'CryptoHasher', argument: 1 }, data: ['update'] },
  },
  derives: {
    'global#crypto.subtle.importKey': { argument: 1, async: true },
    ...each(
      [
        ...members(
          'global#',
          'String encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape atob btoa String.fromCharCode',
        ),
        ...members(
          'global#',
          'Buffer.from TextEncoder().encode TextDecoder().decode Uint8Array Uint8Array.from JSON.stringify JSON.parse structuredClone',
        ),
      ],
      { argument: 0 },
    ),
  },
  known: [
    ...members('global#process', 'pid ppid title platform arch version versions.** release.** uptime hrtime.**'),
    ...members('global#', 'Deno.hostname Deno.version.** Deno.build.** Deno.osRelease Bun.version Bun.revision Temporal.Now.**'),
  ],
  ends: ['global#process.exit', 'global#process.abort', 'global#Deno.exit'],
  requests: each(['global#fetch', 'global#$fetch'], { options: 1 }),
  effects: {
    'global#fetch': 'http',
    'global#navigator.sendBeacon': 'http',
    'global#WebSocket': 'http',
    'global#EventSource': 'http',
    'global#XMLHttpRequest().send': 'http',
    ...each(members('global#', 'process.exit process.kill process.abort process.chdir eval Function Worker'), 'process'),
    ...each(
      members(
        'global#Deno',
        'writeFile writeTextFile writeTextFileSync writeFileSync remove removeSync mkdir rename copyFile create truncate',
      ),
      'filesystem',
    ),
    ...each(members('global#Deno', 'Command().output Command().spawn Command().outputSync run exit kill'), 'process'),
    'global#Deno.openKv().**.set': 'database',
    'global#Deno.openKv().**.delete': 'database',
    'global#Deno.openKv().**.commit': 'database',
    'global#Deno.openKv().**.enqueue': 'queue',
    'global#Bun.write': 'filesystem',
    ...each(members('global#Bun', '$ spawn spawnSync'), 'process'),
    ...each(members('global#Bun', 'sql SQL()'), 'database'),
    'global#caches.default.put': 'filesystem',
    'global#caches.default.delete': 'filesystem',
  },
  logs: [
    ...members('global#console', '*'),
    ...members(
      'global#',
      'reportError process.stdout.write process.stderr.write process.emitWarning Deno.stdout.writeSync Deno.stderr.writeSync',
    ),
  ],
  harmless: [
    ...members(
      'global#',
      `URL.** URL().** URLSearchParams.** URLSearchParams().** URLPattern.** URLPattern().** Headers Headers().** Request FormData FormData().**
      Blob.** File Date.** Date().** Math.** JSON.** Object.** Array.** Array().** Number.** String.** String().** Boolean BigInt.** Symbol.**
      RegExp.** RegExp().** Map.** Map().** Set.** Set().** WeakMap.** WeakMap().** WeakSet.** WeakSet().** WeakRef.** Reflect.** Proxy
      Promise.** Error.** Error().** TypeError RangeError SyntaxError AggregateError DOMException Intl.** Iterator.** Atomics.** Buffer.**
      Uint8Array.** Uint8Array().** Uint16Array.** Uint32Array.** Int32Array.** Float64Array.** ArrayBuffer.** DataView.** DataView().**
      TextEncoder.** TextEncoder().** TextDecoder.** TextDecoder().** ReadableStream.** WritableStream TransformStream CompressionStream
      DecompressionStream AbortController.** AbortController().** AbortSignal.** crypto.randomUUID crypto.getRandomValues crypto.subtle.**
      setTimeout setInterval setImmediate clearTimeout clearInterval clearImmediate queueMicrotask structuredClone performance.** parseInt
      parseFloat isNaN isFinite encodeURIComponent decodeURIComponent encodeURI decodeURI escape unescape atob btoa require import
      process.cwd process.uptime process.hrtime.** process.memoryUsage.** process.nextTick process.on process.once process.version
      process.versions.* process.env.** globalThis.** Event.** EventTarget.** CustomEvent XMLHttpRequest caches.open caches.default.match
      Deno.env.get Deno.env.has Deno.env.toObject Deno.readTextFile Deno.readFile Deno.serve Deno.cron Deno.openKv Deno.openKv().**.get
      Deno.openKv().**.list Bun.file.** Bun.file().** Bun.env.** Bun.serve Bun.sleep Bun.password.hash Netlify.env.get EdgeRuntime.waitUntil`,
    ),
  ],
  responses: {
    'global#Response': { body: 0, init: 1 },
    'global#Response.json': { body: 0, init: 1 },
    'global#Response.redirect': { body: -1, init: 1, status: 302 },
    'global#Response.error': { body: -1, init: -1, status: 500 },
  },
  environment: {
    'global#process.env.*': { validated: false },
    'global#import.meta.env.*': { validated: false },
    'global#Deno.env.get(*)': { validated: false },
    'global#Deno.env.toObject().*': { validated: false },
    'global#Bun.env.*': { validated: false },
    'global#Netlify.env.get(*)': { validated: false },
  },
};
