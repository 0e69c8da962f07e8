import react from '@vitejs/plugin-react';
import { defineConfig, loadEnv, type UserConfig } from 'vite';
import { compression } from 'vite-plugin-compression2';

/**
 * `VITE_API` names the api that a development server (`npx vite apps/web`) forwards to; a built web is served by the
 * api itself and needs none.
 */
export default defineConfig(({ mode }): UserConfig => {
  const api = loadEnv(mode, import.meta.dirname, 'VITE_').VITE_API;
  return {
    root: import.meta.dirname,
    plugins: [
      react(),
      // written beside each file, so that the api sends them as they are and compresses nothing per request
      compression({ algorithms: ['brotliCompress', 'gzip'], include: [/\.(html|js|css|svg|json)$/], threshold: 512 }),
    ],
    // `#domain/*` means the TypeScript source here, as everywhere outside a built server
    resolve: { conditions: ['homolog-src', 'module', 'browser', 'development|production'] },
    build: {
      outDir: '../../dist/web',
      emptyOutDir: true,
      target: 'es2022',
      // one style sheet per lazy screen; names carry the content's hash, so files may be cached for ever
      sourcemap: false,
      chunkSizeWarningLimit: 700,
    },
    server: {
      proxy: Object.fromEntries(api ? ['/api', '/health', '/calendars', '/hooks'].map((path) => [path, api]) : []),
    },
  };
});
