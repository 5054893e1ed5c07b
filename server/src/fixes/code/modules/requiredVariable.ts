import type { ModuleTemplate } from '../verifierModule';

/** Reads a variable that nothing works without. */
export const requiredVariable: ModuleTemplate = {
  names: ['required-variable', 'required-environment-variable'],
  provides: 'requiredVariable',
  text: `/** The value of an environment variable. One that is not set is an error: nothing may be accepted without it. */
export function requiredVariable(name‹: string›)‹: string› {
  const value = process.env[name];
  if (!value) throw new Error(\`\${name} is not set\`);
  return value;
}
`,
};
