import { describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, META_POLICY, SECURITY_HEADERS } from '../../../src/pwa';

describe('content security policy', () => {
  it('names only the own origin', () => {
    expect(CONTENT_SECURITY_POLICY).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; " +
        "style-src 'self'; img-src 'self' data: blob:; font-src 'self'; manifest-src 'self'; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'",
    );
    expect(SECURITY_HEADERS['Content-Security-Policy']).toBe(CONTENT_SECURITY_POLICY);
  });

  it('leaves out of <meta> only what browsers ignore there', () => {
    expect(`${META_POLICY}; frame-ancestors 'none'`).toBe(CONTENT_SECURITY_POLICY);
  });
});
