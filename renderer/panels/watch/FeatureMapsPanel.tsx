export function FeatureMapsPanel() {
  return null
}
