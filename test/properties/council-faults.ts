import type { TestCore } from "../support/test-core.ts";

type Fault = Record<string, unknown>;

/** Each query answers with what breaks a rule of the council. */
const faults: Readonly<Record<string, string>> = {
  "a state that its events do not lead to": `
    WITH records (kind, id, state) AS (
      SELECT 'appeal', id, state FROM appeals UNION ALL SELECT 'topic', id, state FROM topics
      UNION ALL SELECT 'meeting', id, state FROM meetings UNION ALL SELECT 'task', id, state FROM tasks)
    SELECT r.kind, r.id, r.state FROM records r WHERE r.state IS NOT (
      SELECT e.toState FROM events e WHERE e.subjectKind = r.kind AND e.subjectId = r.id AND e.toState IS NOT NULL
      ORDER BY e.id DESC LIMIT 1)`,
  "an event that begins elsewhere than the one before it ended": `
    SELECT * FROM (
      SELECT id, kind, subjectKind, fromState, lag(toState) OVER (PARTITION BY subjectId ORDER BY id) AS before
      FROM events WHERE toState IS NOT NULL AND subjectKind IN ('appeal', 'topic', 'meeting', 'task'))
    WHERE fromState IS NOT before`,
  "a number left out or given twice": `
    WITH numbers (series, year, number) AS (
      SELECT series, year, number FROM appeals UNION ALL SELECT '议', year, number FROM topics
      UNION ALL SELECT '会', year, number FROM meetings UNION ALL SELECT '办', year, number FROM tasks)
    SELECT n.series, n.year FROM numbers n JOIN counters c ON c.series = n.series AND c.year = n.year
    GROUP BY n.series, n.year
    HAVING count(*) <> max(n.number) OR count(DISTINCT n.number) <> count(*) OR max(n.number) <> max(c.value)`,
  "an appeal that leads and follows": `
    SELECT a.id FROM appeals a JOIN appeals m ON m.leadId = a.id WHERE a.leadId IS NOT NULL`,
  "a merged appeal with another stage than its lead": `
    SELECT a.id, a.stage, l.stage AS leadStage FROM appeals a JOIN appeals l ON l.id = a.leadId WHERE a.stage <> l.stage`,
  "an open task that its appeals do not show": `
    SELECT a.id, a.stage, t.state FROM task_appeals l JOIN tasks t ON t.id = l.taskId JOIN appeals a ON a.id = l.appealId
    WHERE t.state NOT IN ('closed', 'cancelled') AND a.stage <> 'acting'`,
  "a finished task that waits for nobody": `
    SELECT t.id FROM tasks t WHERE t.state = 'finished' AND NOT EXISTS (
      SELECT 1 FROM follow_ups f WHERE f.taskId = t.id AND f.state = 'open')`,
  "an open follow-up of a task that is not finished, or of a round that is over": `
    SELECT f.id FROM follow_ups f JOIN tasks t ON t.id = f.taskId
    WHERE f.state = 'open' AND (t.state <> 'finished' OR f.round <> t.round)`,
  "an open follow-up of somebody who does not stand behind the task": `
    SELECT f.id FROM follow_ups f JOIN appeals a ON a.id = f.appealId WHERE f.state = 'open' AND NOT EXISTS (
      SELECT 1 FROM task_appeals l JOIN appeals b ON b.id = l.appealId
      WHERE l.taskId = f.taskId AND coalesce(b.leadId, b.id) = coalesce(a.leadId, a.id))`,
  "a voice behind a finished task that is not asked": `
    SELECT t.id, a.id AS appealId FROM tasks t JOIN task_appeals l ON l.taskId = t.id
    JOIN appeals b ON b.id = l.appealId JOIN appeals a ON coalesce(a.leadId, a.id) = coalesce(b.leadId, b.id)
    WHERE t.state = 'finished' AND NOT EXISTS (
      SELECT 1 FROM follow_ups f WHERE f.taskId = t.id AND f.round = t.round AND f.appealId = a.id)`,
  "a topic in two open meetings, or scheduled in none": `
    SELECT t.id, t.state FROM topics t WHERE (t.state IN ('scheduled', 'discussed')) <> (
      SELECT count(*) FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
      WHERE i.topicId = t.id AND m.state IN ('preparing', 'notified', 'inSession'))`,
  "an agenda of three levels, or one whose sub-items stand apart from theirs": `
    SELECT i.id FROM agenda_items i JOIN agenda_items p ON p.id = i.parentId
    WHERE p.parentId IS NOT NULL OR p.meetingId <> i.meetingId OR p.kind = 'review' OR p.position >= i.position`,
  "上期任务回头看 elsewhere than first": `
    SELECT i.id FROM agenda_items i JOIN agenda_items r ON r.meetingId = i.meetingId AND r.kind = 'review'
    WHERE i.position < r.position`,
  "a home with two votes in a meeting by household": `
    SELECT a.meetingId FROM attendances a JOIN meetings m ON m.id = a.meetingId
    WHERE m.entitledBy = 'household' AND a.isEntitled = 1
    GROUP BY a.meetingId, coalesce(a.householdId, nullif(a.address, '')) HAVING count(*) > 1
      OR coalesce(a.householdId, nullif(a.address, '')) IS NULL`,
  "a vote given to two, or passed on": `
    SELECT p.id FROM proxies p JOIN proxies q ON q.giverId = p.holderId
    UNION ALL SELECT p.id FROM proxies p JOIN attendances a ON a.id = p.giverId WHERE a.isEntitled = 0`,
  "a passed resolution whose last counted vote did not pass, or had no quorum": `
    SELECT r.id FROM resolutions r JOIN votes v ON v.id = (
        SELECT w.id FROM votes w WHERE w.itemId = r.itemId AND w.state = 'counted' ORDER BY w.openedAt DESC, w.id DESC)
      JOIN vote_counts c ON c.voteId = v.id AND c.edition = (SELECT max(d.edition) FROM vote_counts d WHERE d.voteId = v.id)
    WHERE r.outcome = 'passed' AND (c.isPassed = 0 OR v.entitledCount >= 2 * (
      SELECT count(*) FROM vote_seats s WHERE s.voteId = v.id AND s.way <> 'empty'))`,
  "a matter passed with too few heard, and no reason": `
    SELECT r.id, r.coverage FROM resolutions r WHERE r.outcome = 'passed' AND r.coverage <> '' AND r.coverageReason = ''
      AND CAST(substr(r.coverage, instr(r.coverage, '（') + 1) AS INTEGER) < 50`,
  "a vote still open where the meeting is over or the matter decided": `
    SELECT v.id FROM votes v JOIN agenda_items i ON i.id = v.itemId JOIN meetings m ON m.id = i.meetingId
    WHERE v.state = 'open' AND (m.state <> 'inSession'
      OR EXISTS (SELECT 1 FROM resolutions r WHERE r.itemId = i.id AND r.outcome NOT IN ('deferred')))`,
  "a count with more votes than were cast, or a missing edition": `
    SELECT c.voteId FROM vote_counts c
    WHERE c.forCount + c.againstCount + c.abstainCount + c.invalidCount > (
        SELECT count(*) FROM vote_seats s WHERE s.voteId = c.voteId AND s.way <> 'empty')
      OR c.edition > (SELECT count(*) FROM vote_counts d WHERE d.voteId = c.voteId)`,
  "signatures that do not add up to their count, or of somebody who cast no vote": `
    SELECT c.voteId, c.edition FROM vote_counts c JOIN votes v ON v.id = c.voteId AND v.method = 'signature'
    WHERE EXISTS (SELECT 1 FROM vote_choices h WHERE h.voteId = c.voteId AND h.edition = c.edition)
      AND (c.forCount, c.againstCount, c.abstainCount) IS NOT (
        SELECT sum(h.choice = 'for'), sum(h.choice = 'against'), sum(h.choice = 'abstain') FROM vote_choices h
        WHERE h.voteId = c.voteId AND h.edition = c.edition)
    UNION ALL SELECT h.voteId, h.edition FROM vote_choices h
      JOIN vote_seats s ON s.voteId = h.voteId AND s.position = h.position WHERE s.way = 'empty'`,
  "ballots whose numbers leave one out or stand on two": `
    SELECT p.voteId FROM ballot_prints p GROUP BY p.voteId
    HAVING min(p.firstNumber) <> 1 OR sum(p.ballotCount) <> max(p.firstNumber + p.ballotCount - 1)`,
  "somebody who stands twice in a body at one time": `
    SELECT m.id FROM body_members m JOIN body_members n ON n.bodyId = m.bodyId AND n.id > m.id
      AND coalesce(n.contactId, n.residentId, n.name) = coalesce(m.contactId, m.residentId, m.name)
      AND coalesce(m.termTo, '9999') >= n.termFrom AND coalesce(n.termTo, '9999') >= m.termFrom`,
  "a declined topic that holds an appeal": `
    SELECT t.id FROM topics t JOIN topic_appeals l ON l.topicId = t.id
    WHERE t.state = 'declined' AND l.returnedAt IS NULL`,
  "a link to a topic that the last word on it does not explain": `
    SELECT l.topicId, l.appealId FROM topic_appeals l WHERE (
      SELECT e.kind FROM events e WHERE e.subjectKind = 'appeal' AND e.subjectId = l.appealId
        AND e.kind IN ('gathered', 'returned') AND json_extract(e.details, '$.topicId') = l.topicId
      ORDER BY e.id DESC LIMIT 1) IS NOT iif(l.returnedAt IS NULL, 'gathered', 'returned')`,
  "an appeal that is said to be deliberated on, and no topic holds it or one merged with it": `
    SELECT a.id FROM appeals a WHERE a.stage = 'deliberating' AND NOT EXISTS (
      SELECT 1 FROM topic_appeals l JOIN appeals b ON b.id = l.appealId
      WHERE l.returnedAt IS NULL AND coalesce(b.leadId, b.id) = coalesce(a.leadId, a.id))`,
  "a topic confirmed by no rule, by a rule not reached, or ruled on before it was confirmed": `
    SELECT id FROM topics WHERE (state = 'proposed' AND (confirmRule IS NOT NULL OR confirmWording <> ''))
      OR (state IN ('confirmed', 'scheduled', 'discussed', 'settled') AND (confirmRule IS NULL OR confirmWording = ''))
      OR (confirmRule = 'joint' AND coalesce(jointHouseholdCount, 0) < 10)`,
  "a topic put off on an agenda": `
    SELECT id FROM topics WHERE postponedUntil IS NOT NULL AND state IN ('scheduled', 'discussed', 'settled')`,
  "a sitting meeting with a topic that nobody looked into, and no reason": `
    SELECT i.topicId FROM agenda_items i JOIN meetings m ON m.id = i.meetingId
    WHERE m.state = 'inSession' AND i.topicId IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM topic_researches r WHERE r.topicId = i.topicId AND r.withdrawnAt IS NULL)
      AND NOT EXISTS (SELECT 1 FROM topic_step_skips k WHERE k.topicId = i.topicId AND k.step = 'research')`,
  "a skipped step that no event tells of": `
    SELECT k.topicId, k.step FROM topic_step_skips k WHERE NOT EXISTS (
      SELECT 1 FROM events e WHERE e.subjectId = k.topicId AND e.kind = 'stepSkipped' AND e.reason LIKE '%：' || k.reason)`,
  "minutes with a passed resolution without a task or a reason": `
    SELECT r.id FROM resolutions r JOIN agenda_items i ON i.id = r.itemId JOIN meetings m ON m.id = i.meetingId
    WHERE m.state = 'minuted' AND r.outcome = 'passed' AND r.noTaskReason = ''
      AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.resolutionId = r.id)`,
  "a resolution with a task and a reason for none": `
    SELECT r.id FROM resolutions r JOIN tasks t ON t.resolutionId = r.id
    WHERE r.noTaskReason <> '' AND t.state <> 'cancelled'`,
  "a round that is missing": `
    SELECT t.id FROM tasks t WHERE t.round - 1 <> (SELECT count(*) FROM task_rounds r WHERE r.taskId = t.id)`,
  "a parked task without a parking that lasts, or the other way round": `
    SELECT t.id, t.state FROM tasks t WHERE (t.state = 'parked') <> EXISTS (
      SELECT 1 FROM task_parkings p WHERE p.taskId = t.id AND p.toAt IS NULL)`,
  "a letter that a task does not count": `
    SELECT t.id, t.urgeCount, t.superviseCount FROM tasks t
    WHERE t.urgeCount <> (SELECT count(*) FROM task_letters l WHERE l.taskId = t.id AND l.kind = 'urge')
      OR t.superviseCount <> (SELECT count(*) FROM task_letters l WHERE l.taskId = t.id AND l.kind = 'supervise')`,
  "a return that is not counted": `
    SELECT t.id, t.returnCount FROM tasks t WHERE t.returnCount <> (
      SELECT count(*) FROM events e WHERE e.subjectKind = 'task' AND e.subjectId = t.id AND e.kind = 'taskReturned')`,
  "a next visit that the last visit does not name": `
    SELECT t.id, t.nextVisitDate FROM tasks t WHERE t.nextVisitDate IS NOT (
      SELECT v.nextVisitDate FROM task_visits v WHERE v.taskId = t.id
      ORDER BY v.visitDate DESC, v.recordedAt DESC, v.id DESC LIMIT 1)`,
  "a part of a task that was lost without a word": `
    WITH parts (taskId, added, removed, kept) AS (
      SELECT t.id, 'helperAdded', 'helperRemoved', (SELECT count(*) FROM task_helpers h WHERE h.taskId = t.id) FROM tasks t
      UNION ALL SELECT t.id, 'taken', 'takerWithdrawn',
        (SELECT count(*) FROM task_takers k WHERE k.taskId = t.id AND k.withdrawnAt IS NULL) FROM tasks t
      UNION ALL SELECT t.id, 'milestoneAdded', 'milestoneRemoved',
        (SELECT count(*) FROM task_milestones m WHERE m.taskId = t.id) FROM tasks t
      UNION ALL SELECT t.id, 'visited', 'visitWithdrawn',
        (SELECT count(*) FROM task_visits v WHERE v.taskId = t.id) FROM tasks t)
    SELECT p.taskId, p.added, p.kept FROM parts p WHERE p.kept <> (
      SELECT coalesce(sum((e.kind = p.added) - (e.kind = p.removed)), 0) FROM events e
      WHERE e.subjectKind = 'task' AND e.subjectId = p.taskId)`,
  "somebody who takes a task that nobody offered": `
    SELECT k.id FROM task_takers k JOIN tasks t ON t.id = k.taskId
    WHERE k.withdrawnAt IS NULL AND (t.offeredAt IS NULL OR k.takenAt < substr(t.offeredAt, 1, 16))`,
  "an order in hand because somebody took it, and nobody has": `
    SELECT t.id FROM tasks t WHERE t.state = 'accepted'
      AND json_extract((SELECT e.details FROM events e WHERE e.subjectKind = 'task' AND e.subjectId = t.id
        AND e.kind = 'taskAccepted' ORDER BY e.id DESC LIMIT 1), '$.takerId') IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM task_takers k WHERE k.taskId = t.id AND k.withdrawnAt IS NULL)`,
  "a closed task without a class, or an open one with a date of its end": `
    SELECT id FROM tasks WHERE (state = 'closed') <> (closeClass <> '') OR (state IN ('closed', 'cancelled')) <> (closedAt IS NOT NULL)`,
};

/** What breaks a rule of the council now, by the rule; nothing while all hold. */
export const faultsIn = (core: TestCore): Record<string, Fault[]> =>
  Object.fromEntries(
    Object.entries(faults)
      .map(([name, sql]) => [name, core.db.all<Fault>(sql)] as const)
      .filter(([, rows]) => rows.length > 0),
  );
