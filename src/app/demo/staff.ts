import type { Role } from "#base/contract.ts";

/** One PIN for every account of the demonstration; it stands in the console and on no real desk. */
export const demoPin = "1234";

export const seats = ["director", "deputy", "secretary", "clerk", "clerkTwo", "viewer", "admin"] as const;
export type Seat = (typeof seats)[number];

/** The first is the account of the first run, which holds director and admin. */
export const staff: Readonly<Record<Seat, { name: string; post: string; roles: readonly Role[] }>> = {
  director: { name: "陈志远", post: "社区党委书记", roles: ["director", "admin"] },
  deputy: { name: "周敏慧", post: "社区居委会主任", roles: ["director"] },
  secretary: { name: "林晓燕", post: "议事会书记员", roles: ["secretary"] },
  clerk: { name: "吴桂兰", post: "前台", roles: ["clerk"] },
  clerkTwo: { name: "何俊杰", post: "前台", roles: ["clerk"] },
  viewer: { name: "孙悦", post: "实习生", roles: ["viewer"] },
  admin: { name: "郑凯", post: "信息管理员", roles: ["admin"] },
};
