import type { MessageTable } from './message-table.ts'

export const engineMessages = {
  'engine.driverEndedProgram': {
    en: 'The graphics driver ended the training process when {{provider}} was tried, so it is not tried again. Update the driver, then delete {{mark}} to try once more.',
    'zh-CN': '尝试 {{provider}} 时显卡驱动使训练进程终止，因此不再尝试。请更新驱动，然后删除 {{mark}} 以重试。',
  },
  'engine.weightsMismatch': {
    en: 'These weights belong to another network: {{name}} should be {{expected}} and is {{found}}. Take the weights that were saved with this network.',
    'zh-CN': '这些权重属于另一个网络：{{name}} 应为 {{expected}}，实际为 {{found}}。请使用与该网络一起保存的权重。',
  },
  'engine.onnxMissing': {
    en: 'ONNX Runtime could not be loaded: {{reason}}. Install the program anew.',
    'zh-CN': '无法加载 ONNX Runtime：{{reason}}。请重新安装本程序。',
  },
  'engine.compileFailed': {
    en: 'The engine {{engine}} could not take this network: {{reason}}. Choose another engine and report this.',
    'zh-CN': '引擎 {{engine}} 无法处理该网络：{{reason}}。请选择其他引擎并报告此问题。',
  },
  'engine.notUsable': {
    en: 'The engine {{engine}} cannot be used here: {{reasons}} Choose "auto" or another engine.',
    'zh-CN': '此处无法使用引擎 {{engine}}：{{reasonsZh}}请选择“自动”或其他引擎。',
  },
  'engine.noneUsable': {
    en: 'No engine can be used here: {{reasons}} Install the program anew, or see the list of engines.',
    'zh-CN': '此处没有可用的引擎：{{reasonsZh}}请重新安装本程序，或查看引擎列表。',
  },
  'engine.unknownDevice': {
    en: 'The engine {{engine}} has no device {{device}}. See the list of engines.',
    'zh-CN': '引擎 {{engine}} 没有设备 {{device}}。请查看引擎列表。',
  },
  'engine.noAdapter': {
    en: 'No graphics card was found that WebGPU can use. If there is one, install or update its driver (on Linux with Vulkan).',
    'zh-CN': '未找到 WebGPU 可用的显卡。如果已装有显卡，请安装或更新其驱动（Linux 上需支持 Vulkan）。',
  },
  'engine.noWebGpu': {
    en: 'The window has no WebGPU: on this system this version of the program does not have it.',
    'zh-CN': '窗口不支持 WebGPU：本程序的此版本在该系统上不提供该功能。',
  },
  'engine.windowFailed': {
    en: 'The hidden window for WebGPU could not be used: {{reason}}',
    'zh-CN': '无法使用运行 WebGPU 的隐藏窗口：{{reason}}',
  },
  'engine.providerFailed': {
    en: 'ONNX Runtime could not use {{provider}}: {{reason}} Update the driver of the graphics card.',
    'zh-CN': 'ONNX Runtime 无法使用 {{provider}}：{{reason}} 请更新显卡驱动。',
  },
  'engine.providerNotBuiltIn': {
    en: 'This build of ONNX Runtime has no {{provider}}.',
    'zh-CN': '此版本的 ONNX Runtime 不含 {{provider}}。',
  },
  'engine.cudaNotInstalled': {
    en: 'The CUDA part of ONNX Runtime ({{library}}) is not installed. WebGPU serves NVIDIA cards without it.',
    'zh-CN': '未安装 ONNX Runtime 的 CUDA 组件（{{library}}）。没有它，NVIDIA 显卡也可通过 WebGPU 使用。',
  },
  'engine.failedHere': {
    en: '{{device}} could not train this network: {{reason}} Another device does.',
    'zh-CN': '{{device}} 无法训练该网络：{{reasonZh}}已改用其他设备。',
  },
  'engine.slowerHere': {
    en: '{{device}} would be slower for this network: {{ms}} ms a step, {{chosen}} takes {{chosenMs}} ms.',
    'zh-CN': '对该网络而言 {{device}} 更慢：每步 {{ms}} 毫秒，而 {{chosen}} 为 {{chosenMs}} 毫秒。',
  },
  'engine.deviceGone': {
    en: '{{device}}, on which this run began, cannot be used now. {{chosen}} goes on with it.',
    'zh-CN': '开始此次训练的 {{device}} 现在无法使用，已改由 {{chosen}} 继续。',
  },
  'engine.deviceLost': {
    en: '{{device}} stopped working during training: {{reason}} Update its driver, or choose another engine.',
    'zh-CN': '{{device}} 在训练期间停止工作：{{reason}} 请更新其驱动，或选择其他引擎。',
  },
  'engine.outOfMemory': {
    en: '{{device}} has not enough memory for this network and batch: {{reason}} Use a smaller batch or fewer filters.',
    'zh-CN': '{{device}} 的内存不足以容纳该网络和批次：{{reason}} 请减小批次大小或减少滤波器数量。',
  },
  'engine.tfjsNotInstalled': {
    en: '{{package}} is not installed. Install it with npm beside the program, or name its folder in LAYERLOOM_TFJS_DIR.',
    'zh-CN': '未安装 {{package}}。请用 npm 将其安装到本程序旁，或用环境变量 LAYERLOOM_TFJS_DIR 指定其所在文件夹。',
  },
  'engine.tfjsNoBinding': {
    en: '{{package}} is installed in {{folder}}, but its native part is missing: the download failed when it was installed. Run "npm rebuild {{package}} --build-from-source" there.',
    'zh-CN':
      '{{package}} 已安装在 {{folder}}，但缺少其原生组件：安装时下载失败。请在该处运行“npm rebuild {{package}} --build-from-source”。',
  },
  'engine.tfjsLoadFailed': {
    en: '{{package}} in {{folder}} could not be loaded: {{reason}}. Install it anew.',
    'zh-CN': '无法加载 {{folder}} 中的 {{package}}：{{reason}}。请重新安装。',
  },
  'engine.tfjsNoGpu': {
    en: '{{package}} in {{folder}} found no NVIDIA graphics card that it can use. It needs a driver, CUDA 11.2 and cuDNN 8.1.',
    'zh-CN': '{{folder}} 中的 {{package}} 未找到可用的 NVIDIA 显卡。它需要显卡驱动、CUDA 11.2 和 cuDNN 8.1。',
  },
  'engine.tfjsOneLibrary': {
    en: '{{package}} cannot be loaded beside {{loaded}}, which is in use already.',
    'zh-CN': '{{package}} 无法与正在使用的 {{loaded}} 同时加载。',
  },
  'export.notAFolder': {
    en: '{{path}} is a file, not a folder. Choose a folder, or a new name for one.',
    'zh-CN': '{{path}} 是文件而不是文件夹。请选择一个文件夹，或输入新的文件夹名。',
  },
  'export.otherFiles': {
    en: 'The folder {{path}} holds other files ({{file}}), which are left alone. Choose an empty folder, or a new name for one.',
    'zh-CN': '文件夹 {{path}} 中有其他文件（{{file}}），未作任何改动。请选择空文件夹，或输入新的文件夹名。',
  },
  'export.differs': {
    en: 'The written model answers otherwise than the trained network (by {{difference}}), so it was not saved. This is a fault of the program: please report it with the drawing. The TensorFlow.js format may do meanwhile.',
    'zh-CN':
      '写出的模型与训练好的网络给出的结果不同（相差 {{difference}}），因此未保存。这是程序的错误，请连同绘图一起报告。可先改用 TensorFlow.js 格式。',
  },
  'export.cannotWrite': {
    en: 'The model could not be written to {{path}}: {{reason}}. Choose another folder, or make room.',
    'zh-CN': '无法将模型写入 {{path}}：{{reason}}。请选择其他文件夹，或释放磁盘空间。',
  },
} satisfies MessageTable
