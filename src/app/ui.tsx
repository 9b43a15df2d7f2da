import "@fontsource/noto-sans-sc/400.css";
import "@fontsource/noto-sans-sc/700.css";
import "@mantine/core/styles.css";
import "@mantine/dates/styles.css";
import "@mantine/notifications/styles.css";
import "dayjs/locale/zh-cn";
import "#ui/frame.css";
import "#ui/paper.css";
import { MantineProvider } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { browserDesktop, type Desktop, type DesktopBridge, electronDesktop } from "#ui/desktop.ts";
import { type Door, httpDoor, portDoor } from "#ui/door.ts";
import { cssVariables, theme } from "#ui/theme.ts";
import { Gate } from "./gate.tsx";

// The content policy forbids code made from text, which zod would otherwise try for speed.
z.config({ ...z.locales.zhCN(), jitless: true });

// The core is on this machine: it is never "offline".
const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: false,
      refetchOnWindowFocus: false,
      staleTime: 5 * 60_000,
      // A page that was covered over lunch comes back as it was left.
      gcTime: 12 * 60 * 60_000,
    },
    mutations: { networkMode: "always" },
  },
});

declare global {
  interface Window {
    /** Put there by the desktop's preload script. */
    desktopBridge?: DesktopBridge;
  }
}

/** The preload script cannot pass a port through its bridge, so it posts each one to the window. */
const portsFromPreload = (use: (port: MessagePort) => void) => {
  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    const [port] = event.ports;
    if (event.source === window && event.data === "core-port" && port) use(port);
  });
  window.postMessage("core-port-wanted", "*");
};

const connect = (): { door: Door; desktop: Desktop } => {
  const bridge = window.desktopBridge;
  return bridge
    ? { door: portDoor(portsFromPreload), desktop: electronDesktop(bridge) }
    : { door: httpDoor(), desktop: browserDesktop() };
};

const root = document.getElementById("root");
if (!root) throw new Error("The page has no root");
const { door, desktop } = connect();
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
        <DatesProvider settings={{ locale: "zh-cn", firstDayOfWeek: 1 }}>
          <Notifications position="bottom-left" limit={3} />
          <Gate door={door} desktop={desktop} />
        </DatesProvider>
      </MantineProvider>
    </QueryClientProvider>
  </StrictMode>,
);
