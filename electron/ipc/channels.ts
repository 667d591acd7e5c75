/** The names on the wire between the preload script and the shell; nothing else is sent or listened to. */
export const callChannel = 'loom:call'
export const eventChannel = 'loom:event'
