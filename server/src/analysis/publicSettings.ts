import { isCredentialName } from './inputs';
import type { Value } from './value';

/** Keys that every browser is given. */
const publicKey = /(?:^|_)(?:ANON|PUBLISHABLE)_KEYS?$/;

/** What Next.js, Nuxt, SvelteKit, Astro, Vite, Expo, Create React App, Vue CLI and Gatsby put into the pages of an application. */
const forBrowsers = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE|EXPO_PUBLIC|REACT_APP|VUE_APP|GATSBY)_/;

/** Where an application is and what it is called, which everyone knows who has called it once. */
const address = /(?:^|_)(?:URLS?|URIS?|HOSTS?|HOSTNAMES?|DOMAINS?|ORIGINS?|REGION|ENV|ENVIRONMENT)$/;

/** Whether a variable of the environment holds, by its name, what everyone may know: whoever presents that has proven nothing. */
function isPublicSetting(name: string): boolean {
  return publicKey.test(name) || forBrowsers.test(name) || (address.test(name) && !isCredentialName(name));
}

/** Whether a value is nothing but such a variable, a part of it, or made of such variables and constants only. */
export function isPublic(value: Value): boolean {
  switch (value.kind) {
    case 'env':
      return isPublicSetting(value.name);
    case 'derived':
      return isPublic(value.from);
    case 'text':
      return areAll(value.parts);
    case 'array':
      return areAll(value.items);
    case 'unknown':
      return !isCredentialName(value.id.slice(value.id.lastIndexOf('.') + 1)) && areAll(value.from);
    default:
      return false;
  }
}

function areAll(values: readonly Value[]): boolean {
  return values.some(isPublic) && values.every((value) => value.kind === 'literal' || isConstant(value) || isPublic(value));
}

function isConstant(value: Value): boolean {
  return value.kind === 'array' && value.items.every(({ kind }) => kind === 'literal');
}
