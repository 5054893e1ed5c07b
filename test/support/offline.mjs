/* What handlers under test fetch is answered here; only requests to this machine are sent. */
const send = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const { hostname } = new URL(input instanceof Request ? input.url : String(input));
  return hostname === '127.0.0.1' ? send(input, init) : Promise.resolve(new Response('1'));
};
