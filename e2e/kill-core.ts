import type { ElectronApplication } from '@playwright/test'

/** Ends the core process as the system's memory guard would. Answers its old process id. */
export async function killCore(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    ({ app: electronApp }) =>
      electronApp.getAppMetrics().find(({ name, serviceName }) => (serviceName ?? name)?.includes('node.mojom'))?.pid,
  )
  if (pid === undefined) throw new Error('there is no core process')
  process.kill(pid, 'SIGKILL')
  return pid
}
