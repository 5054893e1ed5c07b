import { isCredentialName } from './inputs';

/** Keys that every browser is given. */
const publicKey = /(?:^|_)(?:ANON|PUBLISHABLE)_KEYS?$/;

/** What Next.js, Nuxt, SvelteKit, Astro, Vite, Expo, Create React App, Vue CLI and Gatsby put into the pages of an application. */
const forBrowsers = /^(?:NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE|EXPO_PUBLIC|REACT_APP|VUE_APP|GATSBY)_/;

/** Where an application is and what it is called, which everyone knows who has called it once. */
const address = /(?:^|_)(?:URLS?|URIS?|HOSTS?|HOSTNAMES?|DOMAINS?|ORIGINS?|REGION|ENV|ENVIRONMENT)$/;

/** Whether a variable of the environment holds, by its name, what everyone may know: whoever presents that has proven nothing. */
export function isPublicSetting(name: string): boolean {
  return publicKey.test(name) || forBrowsers.test(name) || (address.test(name) && !isCredentialName(name));
}
