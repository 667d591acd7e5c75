export function CurvesPanel() {
  return null
}
