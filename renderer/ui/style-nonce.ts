declare global {
  /** Where react-remove-scroll, which Mantine's dialogs use, looks for the nonce of its style tag. */
  var __webpack_nonce__: string | undefined
}

/** The word without which the page's CSP lets no style tag in; empty where the shell gives none. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"], meta[name="csp-nonce"]')
  return meta?.nonce || meta?.getAttribute('content') || ''
}

/** Tells the libraries that make style tags of their own. */
export function shareStyleNonce(): void {
  globalThis.__webpack_nonce__ = styleNonce()
}
