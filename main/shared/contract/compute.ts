/** With this word the shell's port for the core crosses the preload script and the page of the hidden window. */
export const computePort = 'loom:compute-port'
