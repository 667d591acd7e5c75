import { callShell, expect, test } from './fixtures.ts'

test('the page has no Node.js and no Electron', async ({ running: { app, page } }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter((name) => name in globalThis),
  )
  expect(found).toEqual([])
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    return (contents as unknown as { getLastWebPreferences(): Record<string, unknown> }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
  })
})

test('the bridge holds four named things and nothing else', async ({ running: { page } }) => {
  const bridge = await page.evaluate(() => Object.keys((window as unknown as { loom: object }).loom).sort())
  expect(bridge).toEqual(['call', 'on', 'pathOfFile', 'platform'])
})

test('the page comes from app:// under a strict policy', async ({ running: { page } }) => {
  expect(page.url()).toBe('app://layerloom/index.html')
  const policy = await page.evaluate(async () => {
    const response = await fetch('app://layerloom/index.html')
    return response.headers.get('content-security-policy') ?? ''
  })
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy.match(/unsafe-inline/g)).toEqual(['unsafe-inline'])
  expect(policy).toContain("style-src-attr 'unsafe-inline'")
})

test('each page gets a nonce of its own', async ({ running: { page } }) => {
  const nonceOf = () =>
    page.evaluate(async () => {
      const policy = (await fetch('app://layerloom/index.html')).headers.get('content-security-policy') ?? ''
      return /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    })
  const [first, second] = [await nonceOf(), await nonceOf()]
  expect(first).toHaveLength(24)
  expect(second).not.toBe(first)
})

test('inline scripts and evaluated text do not run', async ({ running: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const blocked = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
    })
    const script = document.createElement('script')
    script.textContent = 'window.wasRun = true'
    document.body.append(script)
    const directive = await blocked
    // What is asked from outside is exempt from the policy while it runs, but not its timers.
    const evaluated = await new Promise<string>((resolve) => {
      setTimeout(() => {
        try {
          resolve(String(new Function('return "run"')()))
        } catch {
          resolve('refused')
        }
      })
    })
    return { directive, wasRun: 'wasRun' in window, evaluated }
  })
  expect(outcome).toEqual({ directive: 'script-src-elem', wasRun: false, evaluated: 'refused' })
})

test('styles without the nonce are refused', async ({ running: { page } }) => {
  const directive = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
        const style = document.createElement('style')
        style.textContent = 'body { outline: 1px solid red }'
        document.head.append(style)
      }),
  )
  expect(directive).toBe('style-src-elem')
})

test('the window opens no window and goes nowhere', async ({ running: { app, page } }) => {
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  await page.evaluate(() => window.location.assign('https://example.com/'))
  await page.evaluate(() => window.location.assign('file:///etc/passwd'))
  await page.evaluate(() => {
    const link = document.createElement('a')
    link.href = 'https://example.com/'
    link.target = '_blank'
    document.body.append(link)
    link.click()
  })
  await page.waitForTimeout(500)
  expect(page.url()).toBe('app://layerloom/index.html')
  expect(app.windows()).toHaveLength(1)
})

test('the page reaches no network', async ({ running: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const answers = await Promise.allSettled([fetch('http://127.0.0.1:9/'), fetch('https://example.com/')])
    return answers.map((answer) => answer.status)
  })
  expect(outcome).toEqual(['rejected', 'rejected'])
})

test('frames and permissions are refused', async ({ running: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const blocked = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true })
    })
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    return { frame: await blocked, notifications: await Notification.requestPermission() }
  })
  expect(outcome).toEqual({ frame: 'frame-src', notifications: 'denied' })
})

test('the camera is for the person to switch on, and nothing else is given with it', async ({ launch }) => {
  const { page } = await launch({ args: ['--use-fake-device-for-media-stream'] })
  const ask = (asked: MediaStreamConstraints) =>
    page.evaluate(async (constraints) => {
      try {
        const stream = await navigator.mediaDevices.getUserMedia(constraints)
        for (const track of stream.getTracks()) track.stop()
        return 'given'
      } catch (thrown) {
        return (thrown as DOMException).name
      }
    }, asked)
  const refused = 'NotAllowedError'
  expect(await ask({ video: true })).toBe(refused)
  expect(await callShell(page, 'setCamera', { isOn: 'yes' })).toMatchObject({ ok: false })
  await callShell(page, 'setCamera', { isOn: true })
  expect(await ask({ video: true })).toBe('given')
  expect(await ask({ audio: true })).toBe(refused)
  expect(await ask({ video: true, audio: true })).toBe(refused)
  const others = await page.evaluate(async () => [
    await Notification.requestPermission(),
    await navigator.mediaDevices.getDisplayMedia({ video: true }).then(
      () => 'given',
      () => 'refused',
    ),
    await new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        () => resolve('refused'),
      )
    }),
  ])
  expect(others).toEqual(['denied', 'refused', 'refused'])
  await callShell(page, 'setCamera', { isOn: false })
  expect(await ask({ video: true })).toBe(refused)
  await callShell(page, 'setCamera', { isOn: true })
  await page.reload()
  expect(await ask({ video: true })).toBe(refused)
})

test('app:// serves the window’s own files only', async ({ running: { app, page } }) => {
  const urls = [
    'app://layerloom/../../package.json',
    'app://layerloom/..%2f..%2fpackage.json',
    'app://layerloom/%2e%2e/%2e%2e/package.json',
    'app://layerloom/..%5c..%5cpackage.json',
    'app://layerloom/%00/index.html',
    'app://layerloom/%E0%A4%A/index.html',
    'app://layerloom//etc/passwd',
    'app://layerloom/missing.js',
    'app://layerloom/assets/',
    'app://elsewhere/index.html',
  ]
  for (const url of urls) {
    expect([0, 404], `the page asks for ${url}`).toContain(await page.evaluate(statusOf, url))
    const status = await app.evaluate(
      ({ net }, address) =>
        net.fetch(address).then(
          (response) => response.status,
          () => 0,
        ),
      url,
    )
    expect([0, 404], `the shell asks for ${url}`).toContain(status)
  }
  expect(await page.evaluate(statusOf, 'app://layerloom/index.html')).toBe(200)
})

test('malformed calls are answered by an error', async ({ running: { page } }) => {
  const calls: [string, unknown][] = [
    ['noSuchCall', {}],
    ['__proto__', {}],
    ['constructor', {}],
    ['openPath', { path: 42 }],
    ['openPath', null],
    ['openPath', { path: 'x'.repeat(5000) }],
    ['save', { document: { format: 'layerloom' }, path: '/etc/passwd' }],
    ['setLocale', { locale: 'tlh' }],
    ['chooseDirectory', { purpose: 'root' }],
    ['chooseFile', { purpose: 'any' }],
  ]
  for (const [name, input] of calls) {
    const answer = await callShell(page, name, input)
    expect(answer, `${name} ${JSON.stringify(input)?.slice(0, 60)}`).toMatchObject({
      ok: false,
      error: { code: 'common.badRequest' },
    })
  }
})

/** Runs in the page: the HTTP status, or 0 where the request itself is refused. */
function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (response) => response.status,
    () => 0,
  )
}
