/** The function that every attempt passes; `what` names the request in its line. */
export function logHook(request: string | undefined, type: string, what: string): string {
  const first = request === undefined ? '' : `${request}‹: ${type}›, `;
  return `/** Every attempt passes here, accepted or not: the place to send it to your own log. */
function logAttempt(${first}outcome‹: 'accepted' | 'rejected'›, reason‹: string›)‹: void› {
  const line = \`${what} \${outcome}: \${reason}\`;
  if (outcome === 'accepted') console.info(line);
  else console.warn(line);
}
`;
}
