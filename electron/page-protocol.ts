import { readFile } from "node:fs/promises";
import { contentSecurityPolicy } from "#host/content-policy.ts";
import { findPageFile } from "#host/page-file.ts";
import { pageHost } from "./page-address.ts";

const headers = {
  "Content-Security-Policy": contentSecurityPolicy,
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
};

const refusal = (status: number) => new Response(null, { status, headers });

const pathOf = (url: URL): string | null => {
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
};

/** Answers `app://bundle/…` with the built page and nothing else of the disk. */
export const pageAnswer = async (request: Request, pageFolder: string): Promise<Response> => {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.host !== pageHost) return refusal(403);
  const path = pathOf(url);
  if (path === null) return refusal(400);
  const file = findPageFile(pageFolder, path);
  if (!file) return refusal(404);
  return new Response(await readFile(file.path), { headers: { ...headers, "Content-Type": file.mediaType } });
};
