/** Room that a layer or a collapsed block takes on the canvas, in the drawing's pixels. */
export const nodeSize = { width: 200, height: 92 }
/** From one layer to the next below it. */
export const rowHeight = 140

/** What the frame of an expanded block has around its layers; above them is its title. */
export const framePadding = { top: 50, right: 20, bottom: 20, left: 20 }
