import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/*
 * The built page with nothing behind it: every question stays without an answer, so that the page stands still at its
 * empty frame. What the program's own start is held against.
 */
const [pageFolder = ""] = process.argv.slice(2);
const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

const server = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? "/", "http://127.0.0.1").pathname);
  const file = join(pageFolder, path === "/" ? "index.html" : path);
  if (request.method !== "GET" || !existsSync(file)) return;
  response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
  createReadStream(file).pipe(response);
});
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
});
process.on("SIGTERM", () => process.exit(0));
