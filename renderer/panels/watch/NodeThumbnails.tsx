export function NodeThumbnails(_props: { nodeId: string }) {
  return null
}
