import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";

const at = (path: string) => resolve(import.meta.dirname, path);

/** The font's CSS names a .woff beside every .woff2; Chromium never loads it, so it is not shipped. */
const woff2Only = (): Plugin => ({
  name: "woff2-only",
  enforce: "pre",
  transform(code, id) {
    if (!/@fontsource[^?]*\.css/.test(id)) return;
    return { code: code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, ""), map: null };
  },
});

export default defineConfig({
  main: {
    build: {
      outDir: at("out/main"),
      rolldownOptions: {
        input: {
          main: at("electron/main.ts"),
          "core-process": at("electron/core-process.ts"),
          serve: at("src/host/serve.ts"),
          "file-worker": at("src/core/file-worker.ts"),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at("out/preload"),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at("electron/preload.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: at("src/app"),
    base: "./",
    publicDir: at("resources/page"),
    plugins: [react(), woff2Only()],
    css: { postcss: at(".") },
    build: {
      outDir: at("out/renderer"),
      emptyOutDir: true,
      minify: true,
      // The content policy takes fonts from the program only, not from inside a style sheet.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1200,
      rolldownOptions: { input: at("src/app/index.html") },
    },
  },
});
