import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The accent: a deep blue that stays apart from the layer groups' colours. */
const loom: MantineColorsTuple = [
  '#eef2ff',
  '#dfe6fd',
  '#bdcbf7',
  '#98adf1',
  '#7893ec',
  '#6483e9',
  '#4a6fe3',
  '#3b5fce',
  '#3254b9',
  '#2648a4',
]

/** Mantine's greys of the dark scheme, with the blue of ours in `theme.css`. */
const dark: MantineColorsTuple = [
  '#d5dae3',
  '#b3bccb',
  '#8f9aab',
  '#6d7787',
  '#48505c',
  '#363c46',
  '#2a2f37',
  '#1e2127',
  '#191c21',
  '#131519',
]

export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
export const monoFamily = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace"

/** Dense, as in a drawing program: 13 px text, small controls. */
export const theme = createTheme({
  primaryColor: 'loom',
  primaryShade: { light: 6, dark: 5 },
  colors: { loom, dark },
  fontFamily,
  fontFamilyMonospace: monoFamily,
  defaultRadius: 'sm',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '18px' },
  headings: { fontFamily, fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md' } } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, fz: 'xs' } },
    // A dialog that fades away still holds the focus, and with it every shortcut.
    Modal: {
      defaultProps: { transitionProps: { transition: 'fade-down', duration: 200, exitDuration: 0 } },
      styles: { title: { fontSize: '16px', fontWeight: 600 } },
    },
    Menu: { defaultProps: { shadow: 'md' } },
  },
})
