// A window and nothing else, for pages that are tested by themselves.
const { app, BrowserWindow } = require('electron')

app.setPath('userData', process.env.LAYERLOOM_USER_DATA)
app.whenReady().then(() => new BrowserWindow({ show: false, webPreferences: { sandbox: true } }).loadURL('about:blank'))
