import { z } from "zod";
import { type Contract, command, query } from "#base/contract.ts";
import { Day } from "#base/dates.ts";
import { optionalText, requiredLine } from "#base/text.ts";
import { Id, Saved, Version } from "./place-contract.ts";

export const gridPosts = ["gridLeader", "gridWorker", "buildingLeader", "unitLeader"] as const;

export const Grid = z.object({
  id: Id,
  name: requiredLine("网格名称", 40),
  note: optionalText("备注", 500),
  version: Version,
});
export type Grid = z.infer<typeof Grid>;

export const GridPost = z.object({
  id: z.string(),
  post: z.enum(gridPosts),
  /** 第一网格, 幸福小区3号楼, 幸福小区3号楼2单元 */
  placeLabel: z.string(),
  holderName: z.string(),
  /** Where the holder comes from: a unit's name, or an address. */
  holderDetail: z.string(),
  contactId: z.string().nullable(),
  residentId: z.string().nullable(),
  fromDate: z.string(),
  toDate: z.string().nullable(),
  version: z.int(),
});
export type GridPost = z.infer<typeof GridPost>;

export const NewGridPost = z.object({
  post: z.enum(gridPosts),
  gridId: Id.nullable().default(null),
  buildingId: Id.nullable().default(null),
  unitId: Id.nullable().default(null),
  contactId: Id.nullable().default(null),
  residentId: Id.nullable().default(null),
  fromDate: Day,
});

export const gridContract = {
  /** Leaders' and workers' names hang on every wall of the grid, so that everybody may see them. */
  "people.listGrids": query({
    needs: "viewer",
    input: z.object({}),
    output: z.object({
      grids: z.array(
        Grid.extend({
          householdCount: z.int(),
          residentCount: z.int(),
          buildingCount: z.int(),
          leaderNames: z.array(z.string()),
          workerNames: z.array(z.string()),
        }),
      ),
    }),
  }),
  "people.addGrid": command({
    needs: "clerk",
    input: Grid.pick({ name: true, note: true }),
    output: Saved,
    fails: ["NameTaken"],
  }),
  "people.changeGrid": command({ needs: "clerk", input: Grid, output: Saved, fails: ["NameTaken"] }),
  /** The posts of a grid with its buildings and units, or of one building with its units. */
  "people.listGridPosts": query({
    needs: "clerk",
    input: z.object({
      gridId: Id.nullable().default(null),
      buildingId: Id.nullable().default(null),
      withEnded: z.boolean().default(false),
    }),
    output: z.object({ posts: z.array(GridPost) }),
  }),
  "people.givePost": command({
    needs: "secretary",
    input: NewGridPost,
    output: Saved,
    fails: ["PostNeedsPlaceAndHolder", "PostDoesNotFitPlace", "PostAlreadyHeld"],
  }),
  "people.endPost": command({
    needs: "secretary",
    input: z.object({ id: Id, version: Version, toDate: Day }),
    output: Saved,
    fails: ["PostEndsBeforeStart", "PostIsOver"],
  }),
} satisfies Contract;
