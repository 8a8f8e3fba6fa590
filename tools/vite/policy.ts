import type { Plugin } from 'vite';
import { META_POLICY } from '../../src/pwa';

/** Puts the content security policy into the built `index.html`, for hosts that send no headers. */
export function policyMeta(): Plugin {
  return {
    name: 'mawdi:policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: META_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
