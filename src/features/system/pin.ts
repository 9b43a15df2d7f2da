import { z } from "zod";

export const Pin = z.string({ error: "请输入 PIN" }).regex(/^\d{4,8}$/, "PIN 是 4 至 8 位数字");
