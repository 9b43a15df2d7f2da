import { type Day, instantAt } from "#base/dates.ts";
import { textPieces } from "#base/search-pieces.ts";
import { halfWidth } from "#base/text.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { openStages } from "../appeal-contract.ts";
import { mattersIn } from "../matter-words.ts";
import { quotable, withoutPlaces } from "../telling-words.ts";
import type { Asker } from "./appeal-store.ts";

/** Words that stand in every letter to an office and tell nothing of the matter. */
const commonPieces = new Set(
  textPieces(
    "你好 您好 领导 尊敬 希望 请问 我们 我是 社区 小区 居民 反映 问题 解决 帮忙 处理 谢谢 情况 这个 现在 一个 可以 没有 进行 相关 部门 有人 没人 回家 回来 晚上 孩子 老人 害怕 一直 不能 能不 怎么 几天 单元 楼下 楼上 我家 家里 太大 受不 不了 说了 每天 不管 想问 希望尽快处理 居民群里说 业主群里说 请社区管一管 麻烦帮忙看看 经常",
  ).split(" "),
);

/** The pieces of a text that can find its like: pairs of Han characters and longer Latin words, each once. */
const tellingPieces = (text: string): string[] =>
  [...new Set(textPieces(text).split(" "))].filter((piece) => [...piece].length >= 2 && !commonPieces.has(piece));

/** Pieces put together again to the words of the text that they were cut from: 楼门、门前 → 楼门前. */
const joinedPieces = (pieces: readonly string[], text: string): string[] => {
  const words: string[] = [];
  for (const piece of pieces) {
    const [first = "", ...rest] = piece;
    const last = words.at(-1);
    const joined = last?.endsWith(first) ? last + rest.join("") : undefined;
    if (joined !== undefined && text.includes(joined)) words[words.length - 1] = joined;
    else words.push(piece);
  }
  return words;
};

const mostAskedPieces = 40;
/** Below it what two texts share is chance; chosen by what `npm run bench -- --only similar` prints. */
const leastAlike = 0.12;
/** What a shared matter adds: enough by itself, but not for another building, where it wants words in common too. */
const onMatter = 0.12;
const onMatterElsewhere = 0.06;
/** The newest of what is open; a community has some hundreds. */
const mostRead = 2_000;
const mostCandidates = 200;

/**
 * Appeals that share the matter of a text, by id, each with the reason in words: shared pairs of characters weighted by
 * how rare they are among the candidates, the same building, the same category. Suggestions only.
 */
export const similarAppeals = (
  db: ReadableDatabase,
  like: {
    id: string | null;
    text: string;
    buildingId: string | null;
    categoryCode: string | null;
    limit: number;
    sinceDay: Day;
  },
  asker: Asker,
): Map<string, string> => {
  const estateNames = db.all<{ name: string }>("SELECT name FROM estates").map(({ name }) => name);
  const matterOf = (text: string) => withoutPlaces(text, estateNames);
  const asked = matterOf(like.text);
  const pieces = tellingPieces(asked).slice(0, mostAskedPieces);
  const matters = mattersIn(halfWidth(like.text).toLowerCase());
  if (pieces.length < 2 && matters.length === 0) return new Map();
  // What is still open is a short list beside what the search holds of all years, so it is read and not searched.
  const open = db.all<{
    id: string;
    title: string;
    content: string;
    buildingId: string | null;
    categoryCode: string | null;
  }>(
    `SELECT a.id, a.title, a.content, a.buildingId, a.categoryCode FROM appeals a
     WHERE a.stage IN (SELECT value FROM json_each(:stages)) AND a.receivedAt >= :since AND a.leadId IS NULL
       AND (:seesConfidential = 1 OR a.isConfidential = 0 OR a.receivedBy = :accountId)
     ORDER BY a.receivedAt DESC, a.id DESC LIMIT :limit`,
    {
      since: instantAt(like.sinceDay),
      stages: JSON.stringify(openStages),
      seesConfidential: asker.seesConfidential,
      accountId: asker.accountId,
      limit: mostRead,
    },
  );
  const read = open.map((row) => {
    const said = matterOf(halfWidth(`${row.title} ${row.content}`).toLowerCase());
    const own = new Set(pieces.filter((piece) => said.includes(piece)));
    const onMatters = matters.length === 0 ? [] : mattersIn(said).filter((matter) => matters.includes(matter));
    return { ...row, own, matters: onMatters };
  });
  const shares = new Map(pieces.map((piece) => [piece, read.filter(({ own }) => own.has(piece)).length]));
  const candidates = read.filter((row) => row.own.size >= 2 || row.matters.length > 0).slice(0, mostCandidates);
  const weight = (piece: string) => Math.log(1 + open.length / (1 + (shares.get(piece) ?? 0)));
  const whole = pieces.reduce((sum, piece) => sum + weight(piece), 0);
  // How much the other text says, were its words as rare as those of this one on the whole.
  const weightOf = (text: string) => (tellingPieces(matterOf(text)).length * whole) / Math.max(pieces.length, 1);
  return new Map(
    candidates
      .filter((row) => row.id !== like.id)
      .map((row) => {
        const shared = pieces.filter((piece) => row.own.has(piece));
        const isSameBuilding = like.buildingId !== null && row.buildingId === like.buildingId;
        const isElsewhere = like.buildingId !== null && row.buildingId !== null && !isSameBuilding;
        const isSameCategory = like.categoryCode !== null && row.categoryCode === like.categoryCode;
        const score =
          shared.reduce((sum, piece) => sum + weight(piece), 0) /
            Math.sqrt(Math.max(whole, 1) * Math.max(weightOf(`${row.title} ${row.content}`), 1)) +
          (row.matters.length > 0 ? (isElsewhere ? onMatterElsewhere : onMatter) : 0) +
          (isSameBuilding ? 0.06 : 0) +
          (isSameCategory ? 0.04 : 0);
        const words = joinedPieces(shared, asked).flatMap((word) => quotable(word) || []);
        const why = [
          isSameBuilding ? "同一楼栋" : "",
          isSameCategory ? "同一分类" : "",
          row.matters.length > 0 ? `说的都是${row.matters.slice(0, 2).join("、")}` : "",
          words.length > 0 ? `都提到“${words.slice(0, 3).join("、")}”` : "",
        ].filter((part) => part !== "");
        return { id: row.id, score, why: why.length > 0 ? why.join("，") : "说法相近" };
      })
      .filter(({ score }) => score >= leastAlike)
      .sort((a, b) => b.score - a.score)
      .slice(0, like.limit)
      .map(({ id, why }) => [id, why] as const),
  );
};
