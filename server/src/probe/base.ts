import type { Base } from './attempt';

/** Scheme, host (IPv6 in brackets), port and path; no user, query or fragment. */
const address = /^(https?:)\/\/(\[[\da-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?(\/[^?#\s]*)?$/i;

/**
 * Reads the address of the server under test. Servers on other machines are refused unless the user named the host: a probe makes unprotected
 * endpoints do their work.
 */
export function readBase(text: string, allowedHosts: readonly string[]): Base | { readonly problem: string } {
  const [, scheme, host, port, path = ''] = address.exec(text.trim()) ?? [];
  if (scheme === undefined || host === undefined) return { problem: `"${text}" is no address like http://localhost:3000` };
  const protocol = scheme.toLowerCase() === 'https:' ? 'https:' : 'http:';
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  const number = port === undefined ? (protocol === 'https:' ? 443 : 80) : Number(port);
  if (number === 0 || number > 65_535) return { problem: `"${text}" has no valid port` };
  if (!isLoopback(name) && !allowedHosts.some((allowed) => allowed.toLowerCase() === name))
    return { problem: `"${name}" is not this machine, and it is not named as a host that may be probed` };
  return { protocol, host: name, port: number, path: path.replace(/\/+$/, ''), text: text.trim().replace(/\/+$/, '') };
}

/** Other spellings of a loopback address count as foreign. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
