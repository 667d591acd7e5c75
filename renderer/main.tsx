import './jitless.ts'
import '@mantine/core/styles.layer.css'
import '@xyflow/react/dist/style.css'
import './ui/theme.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { attachBridge } from './client/shell-client.ts'
import { nearestLocale, setUpI18n, switchLocale } from './i18n/setup.ts'
import { shareStyleNonce } from './ui/style-nonce.ts'

async function start(): Promise<void> {
  shareStyleNonce()
  const locale = nearestLocale(navigator.language)
  setUpI18n(locale)
  switchLocale(locale)
  if (window.loom) attachBridge(window.loom)
  // In a plain browser there is no core and no shell: only development has the fakes in its bundle.
  else if (import.meta.env.DEV) (await import('./client/fake-client.ts')).attachFakes()
  const root = document.getElementById('root')
  if (root)
    createRoot(root).render(
      <StrictMode>
        <App />
      </StrictMode>,
    )
}

void start()
