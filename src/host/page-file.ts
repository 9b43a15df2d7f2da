import { existsSync, statSync } from "node:fs";
import { extname, join, normalize, sep } from "node:path";

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
};

/** The file of the built page behind a decoded address path; null for what is not there or not inside the folder. */
export const findPageFile = (folder: string, path: string): { path: string; mediaType: string } | null => {
  const page = normalize(folder);
  const file = normalize(join(page, path === "/" ? "index.html" : path));
  if (!file.startsWith(page + sep) || !existsSync(file) || !statSync(file).isFile()) return null;
  return { path: file, mediaType: mediaTypes[extname(file)] ?? "application/octet-stream" };
};
