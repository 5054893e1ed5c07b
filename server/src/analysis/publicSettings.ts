import { isCredentialName } from './inputs';
import type { Libraries } from './library';
import { partsOf, type ApiValue, type Value } from './value';

/** Keys that every browser is given. */
const publicKey = /(?:^|_)(?:ANON|PUBLISHABLE)_KEYS?$/;

/** What Next.js, Nuxt, SvelteKit, Astro, Vite, Expo, Create React App, Vue CLI and Gatsby put into the pages of an application. */
const forBrowsers = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE|EXPO_PUBLIC|REACT_APP|VUE_APP|GATSBY)_/;

/** Where an application is and what it is called, which everyone knows who has called it once. */
const address = /(?:^|_)(?:URLS?|URIS?|HOSTS?|HOSTNAMES?|DOMAINS?|ORIGINS?|REGION|ENV|ENVIRONMENT)$/;

/** What an application says of itself: its name and version. */
const ownPackage = /^missing:(?:.*\/)?package\.json#/;

/** Whether a variable of the environment holds, by its name, what everyone may know: whoever presents that has proven nothing. */
function isPublicSetting(name: string): boolean {
  return (
    name.startsWith('npm_package_') || publicKey.test(name) || forBrowsers.test(name) || (address.test(name) && !isCredentialName(name))
  );
}

/** Whether a value is nothing but such a variable, a part of it, what anybody can find out or guess, or made of these and constants only. */
export function isPublic(libraries: Libraries, value: Value): boolean {
  const areAll = (values: readonly Value[]): boolean =>
    values.some((one) => isPublic(libraries, one)) && values.every((one) => isConstant(one) || isPublic(libraries, one));
  switch (value.kind) {
    case 'env':
      return isPublicSetting(value.name);
    case 'derived':
      return isPublic(libraries, value.from);
    case 'text':
    case 'array':
    case 'digest':
      return areAll(partsOf(value));
    case 'time':
      return value.of.length === 0 || value.of.every((one) => isConstant(one) || isPublic(libraries, one));
    case 'api':
      return isKnown(libraries, value);
    case 'unknown':
      return !isCredentialName(value.id.slice(value.id.lastIndexOf('.') + 1)) && areAll(value.from);
    default:
      return false;
  }
}

/** Whether something of a library is what anybody knows, and what it was given says no more. */
function isKnown(libraries: Libraries, value: ApiValue): boolean {
  const given = partsOf(value);
  return (
    (ownPackage.test(value.path) || libraries.known.get(value.path) === true) &&
    given.every((one) => isConstant(one) || isPublic(libraries, one))
  );
}

function isConstant(value: Value): boolean {
  return value.kind === 'literal' || (value.kind === 'array' && value.items.every(({ kind }) => kind === 'literal'));
}
