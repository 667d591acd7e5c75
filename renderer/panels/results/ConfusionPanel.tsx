export function ConfusionPanel() {
  return null
}
