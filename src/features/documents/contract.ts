import { z } from "zod";
import { requiredLine } from "#base/text.ts";

/** A file that was put through the door and is now to belong to a record. */
export const NewAttachment = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, "还有文件没传完，请稍等再保存"),
  name: requiredLine("文件名", 200),
});
export type NewAttachment = z.infer<typeof NewAttachment>;

export const Attachment = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  byteCount: z.int(),
});
export type Attachment = z.infer<typeof Attachment>;
