import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { cssVariables, mediaQueries } from './src/shared/tokens.ts'

// tokens makes the CSS variables out of the one file of tokens, and lets style
// sheets write @media (--phone), since a variable cannot stand in a media query.
function tokens(): Plugin {
  const id = 'virtual:tokens.css'
  return {
    name: 'hemu-tokens',
    enforce: 'pre',
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? cssVariables() : undefined),
    transform(code, source) {
      if (!/\.css(\?|$)/.test(source)) return
      return Object.entries(mediaQueries).reduce((css, [name, query]) => css.replaceAll(`(--${name})`, query), code)
    },
  }
}

export default defineConfig({
  plugins: [tokens(), react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: { outDir: 'dist', emptyOutDir: true, manifest: true, target: 'es2022', chunkSizeWarningLimit: 700 },
  server: { port: 5173, proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
})
