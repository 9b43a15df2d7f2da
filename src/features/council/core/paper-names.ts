import { type NameIndex, nameIndex } from "#base/names-in-text.ts";
import type { KnownToScan } from "#base/paper-scan.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { knownNames, unitPhones } from "#features/people/core/names.ts";
import { findCommunity } from "#features/system/core/store.ts";
import {
  meetingsBehindTasks,
  unregisteredAttendees,
  voicesBehindTasks,
  voicesOfAgenda,
  voicesOfAppeal,
  voicesOfTopic,
} from "./paper-store.ts";

/** What is written in place of a name and would be found in every other sentence. */
const nobody =
  /居民|业主|住户|群众|市民|村民|网友|租户|商户|匿名|未留名|不详|物业|社区|街道|小区|委员会|业委会|网格|公司|中心|派出所|城管|部门|单位|志愿|^(?:独居|高龄|空巢|孤寡)?(?:本人|家人|家属|亲属|亲戚|邻居|朋友|同事|老人|老年人|孩子|小孩|儿童|学生|患者|残疾人|代表|家长|父亲|母亲|父母|爸爸|妈妈|爷爷|奶奶|姥姥|姥爷|外公|外婆|丈夫|妻子|爱人|老伴|儿子|女儿|儿媳|女婿|孙子|孙女|哥哥|姐姐|弟弟|妹妹|先生|女士|大爷|大妈|阿姨|师傅|老师|老板|书记|主任|经理|会长|楼长|组长|保安|保洁|记者|律师|专家)$/;

const namesFrom = (written: readonly string[]): string[] =>
  written.flatMap((words) => words.split(/[、,，;；/()（）]+/)).filter((name) => !nobody.test(name.replace(/\s/g, "")));

const ofVoices = (voices: readonly { reporterName: string; behalfOf: string }[]) =>
  nameIndex(namesFrom(voices.flatMap(({ reporterName, behalfOf }) => [reporterName, behalfOf])));

/** What holds for every sheet: the names on the registers, and the telephones that are there to be called. */
const fromRegisters = (db: ReadableDatabase) => ({
  names: nameIndex(knownNames(db)),
  publicPhones: [findCommunity(db)?.centrePhone ?? "", ...unitPhones(db)],
});

/** By task: the people on the registers, and those who only stand beside the matter of the task. */
export const knownByTask = (db: ReadableDatabase, taskIds: readonly string[]): ((taskId: string) => KnownToScan) => {
  const { names, publicPhones } = fromRegisters(db);
  const voices = Map.groupBy(voicesBehindTasks(db, taskIds), ({ taskId }) => taskId);
  const meetings = new Map(meetingsBehindTasks(db, taskIds).map(({ taskId, meetingId }) => [taskId, meetingId]));
  const attendees = new Map<string, NameIndex>();
  for (const [meetingId, rows] of Map.groupBy(
    unregisteredAttendees(db, [...new Set(meetings.values())]),
    (row) => row.meetingId,
  ))
    attendees.set(meetingId, nameIndex(namesFrom(rows.map(({ name }) => name))));
  return (taskId) => {
    const present = attendees.get(meetings.get(taskId) ?? "");
    return { names: [names, ofVoices(voices.get(taskId) ?? []), ...(present ? [present] : [])], publicPhones };
  };
};

/** The same for the papers of a meeting: those on its list, and whoever told of what it deals with. */
export const knownByMeeting = (db: ReadableDatabase, meetingId: string): KnownToScan => {
  const { names, publicPhones } = fromRegisters(db);
  const present = nameIndex(namesFrom(unregisteredAttendees(db, [meetingId]).map(({ name }) => name)));
  return { names: [names, present, ofVoices(voicesOfAgenda(db, meetingId))], publicPhones };
};

/** The same for the papers of a topic: whoever told of it, signed for it or proposed it. */
export const knownByTopic = (db: ReadableDatabase, topicId: string): KnownToScan => {
  const { names, publicPhones } = fromRegisters(db);
  return { names: [names, ofVoices(voicesOfTopic(db, topicId))], publicPhones };
};

/** The same for what is said of one appeal. */
export const knownByAppeal = (db: ReadableDatabase, appealId: string): KnownToScan => {
  const { names, publicPhones } = fromRegisters(db);
  return { names: [names, ofVoices(voicesOfAppeal(db, appealId))], publicPhones };
};

/** The same for what is said of somebody who stands on no appeal. */
export const knownBeside = (db: ReadableDatabase, writtenName: string): KnownToScan => {
  const { names, publicPhones } = fromRegisters(db);
  return { names: [names, nameIndex(namesFrom([writtenName]))], publicPhones };
};
