import type { Session } from "./session-contract.ts";

/** 秋季书法班 第 3 节; of what is no course the name of its service. */
export const sessionTitle = ({
  courseTitle,
  serviceName,
  lesson,
}: Pick<Session, "courseTitle" | "serviceName" | "lesson">): string =>
  courseTitle === "" ? serviceName : `${courseTitle}${lesson === null ? "" : ` 第 ${lesson} 节`}`;
