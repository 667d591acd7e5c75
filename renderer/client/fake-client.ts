export function attachFakes(): void {}
