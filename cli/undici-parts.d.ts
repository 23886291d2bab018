/** Parts of undici by their own paths, for the build takes no more of it than is named. */
declare module 'undici/lib/dispatcher/agent.js' {
  export { Agent as default } from 'undici';
}

declare module 'undici/lib/global.js' {
  export { setGlobalDispatcher } from 'undici';
}
