/** Whether ⌘ is the key for commands. */
export function isMac(): boolean {
  return (
    (window.loom?.platform ?? navigator.platform).toLowerCase().startsWith('mac') || window.loom?.platform === 'darwin'
  )
}
