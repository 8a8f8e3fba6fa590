/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, defineConfig } from 'vite';
import { ISOLATION_HEADERS, SECURITY_HEADERS } from './src/pwa';
import { copyModels } from './tools/vite/models';
import { ortRuntime } from './tools/vite/ort-runtime';
import { policyMeta } from './tools/vite/policy';
import { serviceWorker } from './tools/vite/service-worker';

export default defineConfig({
  base: process.env['MAWDI_BASE'] ?? '/',
  plugins: [svelte(), ortRuntime(), policyMeta(), copyModels(), serviceWorker()],
  worker: { format: 'es' },
  resolve: {
    alias: [
      { find: /^fflate$/, replacement: fileURLToPath(new URL('./tools/vite/fflate.ts', import.meta.url)) },
    ],
    // The separate .mjs of ONNX Runtime: the bundled glue hangs with threads after a build.
    conditions: process.env['VITEST']
      ? ['browser', 'import', 'module', 'default']
      : ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions],
  },
  optimizeDeps: { exclude: ['onnxruntime-web', '@xenova/transformers'] },
  // No policy in development: the reloading client of Vite sets styles that the policy forbids.
  server: { headers: { ...ISOLATION_HEADERS } },
  preview: { headers: { ...SECURITY_HEADERS } },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    projects: [
      {
        extends: true,
        // No test is about time: a busy machine takes longer than the usual five seconds.
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          environment: 'jsdom',
          include: ['tests/component/**/*.svelte.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'golden',
          environment: 'node',
          include: ['tests/golden/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
