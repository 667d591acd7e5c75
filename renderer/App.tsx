import { MantineProvider } from '@mantine/core'
import { ReactFlowProvider } from '@xyflow/react'
import { Sidebar } from './frame/Sidebar.tsx'
import { theme } from './ui/theme.ts'

export function App() {
  return (
    <MantineProvider theme={theme} getStyleNonce={styleNonce} defaultColorScheme="light">
      <ReactFlowProvider>
        <Sidebar />
      </ReactFlowProvider>
    </MantineProvider>
  )
}

/** The page's CSP lets only styles with this word in. */
function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"], meta[name="csp-nonce"]')
  return meta?.nonce || meta?.getAttribute('content') || ''
}
