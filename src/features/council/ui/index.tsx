import {
  IconArrowsExchange,
  IconBubbleText,
  IconCalendarEvent,
  IconChecklist,
  IconGavel,
  IconListCheck,
  IconListDetails,
  IconMapPin,
  IconMessageReply,
  IconPhoneCall,
  IconPhoneOutgoing,
  IconStack2,
  IconWalk,
} from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import "./council.css";
import { councilRefusals } from "../words.ts";
import { AgreementPage } from "./agreement-page.tsx";
import { AppealsPage } from "./appeals-page.tsx";
import { BodiesPage } from "./bodies-page.tsx";
import { CataloguePage } from "./catalogue-page.tsx";
import { CommunityMattersPage } from "./community-matters-page.tsx";
import { CouncilRulesPage } from "./council-rules-page.tsx";
import { useAnswer } from "./door.ts";
import { FollowUpsPage } from "./follow-ups-page.tsx";
import { HandoverPage } from "./handover-page.tsx";
import { HandoverSheetPage } from "./handover-sheet-page.tsx";
import { MatterSlipPage } from "./matter-slip-page.tsx";
import { MeetingPaperPage } from "./meeting-paper-page.tsx";
import { MeetingsPage } from "./meetings-page.tsx";
import { OpinionSheetPage } from "./opinion-sheet-page.tsx";
import { ParkingLedgerPage } from "./parking-ledger-page.tsx";
import { PersonAppeals } from "./person-panel.tsx";
import { PromiseSlipPage } from "./promise-slip-page.tsx";
import { PromisesCard } from "./promises-card.tsx";
import { PromisesPage } from "./promises-page.tsx";
import { PublicTasksPage } from "./public-tasks-page.tsx";
import { RadarCard } from "./radar-card.tsx";
import { RegisterPage } from "./register-page.tsx";
import { ReplyTemplatesPage } from "./reply-templates-page.tsx";
import { ScreenPage } from "./screen-page.tsx";
import { SessionPage } from "./session-page.tsx";
import { SlipPage } from "./slip-page.tsx";
import { SteeringPage } from "./steering-page.tsx";
import { TaskPaperPage } from "./task-paper-page.tsx";
import { TaskSheetPage } from "./task-sheet-page.tsx";
import { PersonTakings } from "./task-takers.tsx";
import { TasksPage } from "./tasks-page.tsx";
import { TemplatesPage } from "./templates-page.tsx";
import { AppealsCard, DueCard, MeetingsCard, TasksCard } from "./today-cards.tsx";
import { TopicListPaperPage } from "./topic-list-paper-page.tsx";
import { TopicPaperPage } from "./topic-paper-page.tsx";
import { TopicsPage } from "./topics-page.tsx";
import { VisitsAndClearingsPage } from "./visits-and-clearings-page.tsx";
import { VotePaperPage } from "./vote-paper-page.tsx";
import { WalkSheetPage } from "./walk-sheet-page.tsx";
import { WalksPage } from "./walks-page.tsx";

const useWaitingAppeals = () => useAnswer("council.countAppeals", {}).data?.received ?? 0;
const useOverdueTasks = () => useAnswer("council.countTasks", {}).data?.overdue ?? 0;
const useOpenFollowUps = () => useAnswer("council.countTasks", {}).data?.openFollowUps ?? 0;

const useDuePromises = () => {
  const counts = useAnswer("council.countPromises", {}).data;
  return counts ? counts.overdue + counts.today : 0;
};

export const councilUi: FeatureUi = {
  slice: "council",
  nav: [
    {
      group: "议事会",
      label: "说事",
      path: "/council/appeals",
      icon: IconBubbleText,
      needs: "clerk",
      useCount: useWaitingAppeals,
    },
    { group: "议事会", label: "议题", path: "/council/topics", icon: IconStack2, needs: "clerk" },
    { group: "议事会", label: "会议", path: "/council/meetings", icon: IconCalendarEvent, needs: "clerk" },
    {
      group: "议事会",
      label: "办事",
      path: "/council/tasks",
      icon: IconChecklist,
      needs: "clerk",
      useCount: useOverdueTasks,
    },
    {
      group: "议事会",
      label: "评事",
      path: "/council/follow-ups",
      icon: IconPhoneCall,
      needs: "clerk",
      useCount: useOpenFollowUps,
    },
    {
      group: "议事会",
      label: "回话",
      path: "/council/promises",
      icon: IconPhoneOutgoing,
      needs: "clerk",
      useCount: useDuePromises,
    },
    { group: "议事会", label: "交接班", path: "/council/handover", icon: IconArrowsExchange, needs: "clerk" },
    { group: "议事会", label: "走访单", path: "/council/walks", icon: IconWalk, needs: "clerk" },
    { group: "议事会", label: "事项清单", path: "/council/matters", icon: IconMapPin, needs: "clerk" },
    { group: "议事会", label: "协商目录", path: "/council/catalogue", icon: IconListCheck, needs: "clerk" },
    { group: "议事会", label: "答复模板", path: "/council/reply-templates", icon: IconMessageReply, needs: "clerk" },
    { group: "议事会", label: "议事规则", path: "/council/rules", icon: IconGavel, needs: "director" },
    {
      group: "议事会",
      label: "办事公示",
      path: "/council/public-tasks",
      icon: IconListDetails,
      hiddenFrom: "clerk",
    },
  ],
  routes: [
    { path: "/council/appeals", page: AppealsPage, needs: "clerk" },
    { path: "/council/register", page: RegisterPage, needs: "clerk" },
    { path: "/council/topics", page: TopicsPage, needs: "clerk" },
    { path: "/council/catalogue", page: CataloguePage, needs: "clerk" },
    { path: "/council/matters", page: CommunityMattersPage, needs: "clerk" },
    { path: "/council/matter-slip", page: MatterSlipPage, needs: "clerk", isPrint: true },
    { path: "/council/reply-templates", page: ReplyTemplatesPage, needs: "clerk" },
    { path: "/council/walks", page: WalksPage, needs: "clerk" },
    { path: "/council/walk-sheet", page: WalkSheetPage, needs: "clerk", isPrint: true },
    { path: "/council/rules", page: CouncilRulesPage, needs: "director" },
    { path: "/council/meetings", page: MeetingsPage, needs: "clerk" },
    { path: "/council/tasks", page: TasksPage, needs: "clerk" },
    { path: "/council/public-tasks", page: PublicTasksPage },
    { path: "/council/follow-ups", page: FollowUpsPage, needs: "clerk" },
    { path: "/council/session", page: SessionPage, needs: "secretary", isPrint: true },
    { path: "/council/promises", page: PromisesPage, needs: "clerk" },
    { path: "/council/promise-slip", page: PromiseSlipPage, needs: "clerk", isPrint: true },
    { path: "/council/handover", page: HandoverPage, needs: "clerk" },
    { path: "/council/handover-sheet", page: HandoverSheetPage, needs: "clerk", isPrint: true },
    { path: "/council/task-sheet", page: TaskSheetPage, needs: "clerk", isPrint: true },
    { path: "/council/task-paper", page: TaskPaperPage, needs: "clerk", isPrint: true },
    { path: "/council/visits-and-clearings", page: VisitsAndClearingsPage, needs: "clerk", isPrint: true },
    { path: "/council/steering", page: SteeringPage, needs: "clerk", isPrint: true },
    { path: "/council/parking-ledger", page: ParkingLedgerPage, needs: "clerk", isPrint: true },
    { path: "/council/topic-paper", page: TopicPaperPage, needs: "clerk", isPrint: true },
    { path: "/council/topic-list-paper", page: TopicListPaperPage, needs: "clerk", isPrint: true },
    { path: "/council/bodies", page: BodiesPage, needs: "clerk" },
    { path: "/council/meeting-templates", page: TemplatesPage, needs: "clerk" },
    { path: "/council/agreement", page: AgreementPage, needs: "secretary", isPrint: true },
    { path: "/council/meeting-paper", page: MeetingPaperPage, needs: "clerk", isPrint: true },
    { path: "/council/opinion-sheet", page: OpinionSheetPage, needs: "clerk", isPrint: true },
    { path: "/council/vote-paper", page: VotePaperPage, needs: "secretary", isPrint: true },
    { path: "/council/slip", page: SlipPage, needs: "clerk", isPrint: true },
  ],
  wallPages: [{ path: "/council/screen", page: ScreenPage }],
  quickAdds: [{ key: "F2", label: "登记诉求", path: "/council/register", needs: "clerk" }],
  refusals: councilRefusals,
  personPanels: [
    { title: "诉求", render: PersonAppeals, needs: "clerk" },
    { title: "接过的单", render: PersonTakings, needs: "clerk" },
  ],
  todayCards: [
    { key: "appeals", needs: "viewer", card: AppealsCard },
    { key: "tasks", needs: "viewer", card: TasksCard },
    { key: "meetings", needs: "clerk", card: MeetingsCard },
    { key: "promises", needs: "clerk", card: PromisesCard },
    { key: "radar", needs: "clerk", card: RadarCard },
    { key: "due", needs: "clerk", card: DueCard },
  ],
  searchKinds: {
    appeal: { label: "诉求", path: (id) => ({ to: "/council/appeals", search: { view: "all", open: id } }) },
    topic: { label: "议题", path: (id) => ({ to: "/council/topics", search: { view: "all", open: id } }) },
    meeting: { label: "会议", path: (id) => ({ to: "/council/meetings", search: { open: id } }) },
    promise: { label: "回话", path: (id) => ({ to: "/council/promises", search: { view: "all", open: id } }) },
    task: { label: "任务", path: (id) => ({ to: "/council/tasks", search: { view: "all", open: id } }) },
  },
};
