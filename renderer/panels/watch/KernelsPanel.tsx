export function KernelsPanel() {
  return null
}
