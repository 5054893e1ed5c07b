import type { ModuleTemplate } from '../verifierModule';

const declaration = `/** Whether two values are the same text, told in a time that does not depend on what they have in common; other values never are. */
export function equalInConstantTime(presented‹: unknown›, expected‹: unknown›)‹: boolean› {
  if (typeof presented !== 'string' || typeof expected !== 'string') return false;
`;

/** Compares texts on Node. */
export const constantTime: ModuleTemplate = {
  names: ['constant-time', 'constant-time-equal'],
  provides: 'equalInConstantTime',
  text: `import { createHash, timingSafeEqual } from 'node:crypto';

${declaration}  return timingSafeEqual(sha256(presented), sha256(expected));
}

function sha256(text‹: string›)‹: Buffer› {
  return createHash('sha256').update(text).digest();
}
`,
};

/** Compares texts where only WebCrypto is at hand, which could not answer synchronously. */
export const constantTimeOnEdge: ModuleTemplate = {
  names: ['constant-time-edge', 'constant-time-equal-edge'],
  provides: 'equalInConstantTime',
  text: `${declaration}  const encoder = new TextEncoder();
  const left = encoder.encode(presented);
  const right = encoder.encode(expected);
  if (left.length !== right.length) return false;
  let difference = 0;
  for (let index = 0; index < left.length; index++) difference |= left[index]‹!› ^ right[index]‹!›;
  return difference === 0;
}
`,
};
