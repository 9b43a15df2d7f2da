import { type CSSVariablesResolver, createTheme } from "@mantine/core";

const fontFamily = "'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'SimSun-ExtB', sans-serif";

export const theme = createTheme({
  primaryColor: "party",
  primaryShade: { light: 7, dark: 7 },
  colors: {
    party: [
      "#fff0f1",
      "#fbdfe2",
      "#f2bcc2",
      "#e996a0",
      "#e17683",
      "#dc6070",
      "#d43a4f",
      "#b80f2a",
      "#a30c25",
      "#8c061d",
    ],
  },
  fontFamily,
  headings: { fontFamily, fontWeight: "700" },
  defaultRadius: "sm",
  cursorType: "pointer",
  components: {
    Notification: { defaultProps: { closeButtonProps: { "aria-label": "关闭通知" } } },
    Modal: { defaultProps: { closeButtonProps: { "aria-label": "关闭" }, centered: true } },
    // What was typed makes the first choice stand ready for Enter.
    Select: { defaultProps: { selectFirstOptionOnChange: true } },
    MultiSelect: { defaultProps: { selectFirstOptionOnChange: true } },
    Button: { defaultProps: { size: "sm" } },
    Tooltip: { defaultProps: { openDelay: 300, events: { hover: true, focus: true, touch: false } } },
  },
});

// Mantine's gray-6 on white is 3.3:1; WCAG AA asks for 4.5:1.
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-dimmed": "var(--mantine-color-gray-7)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-7)",
    "--mantine-color-error": "var(--mantine-color-red-9)",
    // Mantine's letters on the light grounds of these are below 4.5:1.
    "--mantine-color-green-light-color": "#1c6b2b",
    "--mantine-color-teal-light-color": "#07664d",
    "--mantine-color-orange-light-color": "#863800",
    "--mantine-color-yellow-light-color": "#6a4a00",
    // What went well is told calmly.
    "--mantine-color-teal-light": "var(--mantine-color-teal-0)",
  },
  dark: {},
});
