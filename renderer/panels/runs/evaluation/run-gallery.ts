import { createGalleryStore } from '../../results/gallery-store.ts'

/** Which test pictures of a recorded run are shown; the open run has its own. */
export const useRunGallery = createGalleryStore()
