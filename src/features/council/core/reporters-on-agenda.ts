import type { QueryContext } from "#core/contexts.ts";
import type { ReadableDatabase } from "#core/database.ts";
import { topicsById } from "./topic-store.ts";
import { askerOf, maySeeTopic, seesAppeal } from "./visibility.ts";

type Voice = {
  id: string;
  reporterId: string | null;
  reporterName: string;
  isConfidential: boolean;
  receivedBy: string | null;
  householdId: string | null;
};

/** Whoever brought what is on the agenda, merged voices too; anonymous ones cannot be asked. */
const voicesOnAgenda = (db: ReadableDatabase, meetingId: string): Voice[] =>
  db.all(
    `WITH leads (id) AS (
       SELECT DISTINCT coalesce(a.leadId, a.id) FROM agenda_items i
       JOIN topic_appeals l ON l.topicId = i.topicId AND l.returnedAt IS NULL JOIN appeals a ON a.id = l.appealId
       WHERE i.meetingId = :meetingId)
     SELECT a.id, a.reporterId, a.reporterName, a.isConfidential, a.receivedBy, a.householdId
     FROM leads l JOIN appeals a ON a.id = l.id WHERE a.voice <> 'anonymous'
     UNION SELECT a.id, a.reporterId, a.reporterName, a.isConfidential, a.receivedBy, a.householdId
     FROM leads l JOIN appeals a ON a.leadId = l.id WHERE a.voice <> 'anonymous'
     ORDER BY 1`,
    { meetingId },
  );

/** As people who can be asked, each once. Who reported in confidence is not asked before everybody. */
export const reportersOnAgenda = (
  { db, caller }: Pick<QueryContext<never>, "db" | "caller">,
  meetingId: string,
): { residentId: string | null; name: string; householdId: string | null }[] => {
  const asker = askerOf(caller);
  const voices = voicesOnAgenda(db, meetingId).filter((voice) => !voice.isConfidential && seesAppeal(asker, voice));
  const people = voices
    .filter(({ reporterId, reporterName }) => reporterId !== null || reporterName !== "")
    .map(({ reporterId, reporterName, householdId }) =>
      reporterId === null
        ? { residentId: null, name: reporterName, householdId }
        : { residentId: reporterId, name: "", householdId: null },
    );
  return [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
};

type Signing = {
  topicId: string;
  residentId: string | null;
  name: string;
  householdId: string | null;
  address: string;
};

/** 联名 of the topics on the agenda, each once, as far as the asker may see the topic. */
export const signersOnAgenda = (
  { db, caller }: Pick<QueryContext<never>, "db" | "caller">,
  meetingId: string,
): Omit<Signing, "topicId">[] => {
  const signers = db.all<Signing>(
    `SELECT s.topicId, s.residentId, s.name, s.householdId, s.address FROM agenda_items i
     JOIN topic_signers s ON s.topicId = i.topicId AND s.withdrawnAt IS NULL
     WHERE i.meetingId = :meetingId ORDER BY i.position, s.signedAt, s.rowid`,
    { meetingId },
  );
  const topics = new Map(
    topicsById(db, [...new Set(signers.map(({ topicId }) => topicId))]).map((topic) => [topic.id, topic]),
  );
  const people = signers
    .filter(({ topicId }) => {
      const topic = topics.get(topicId);
      return topic !== undefined && maySeeTopic(caller, topic);
    })
    .map(({ topicId: _topicId, ...person }) => person);
  return [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
};
