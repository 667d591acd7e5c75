import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The window in a plain browser, with fakes for the core and the shell: `npx vite renderer`.
export default defineConfig({ plugins: [react()], base: './' })
