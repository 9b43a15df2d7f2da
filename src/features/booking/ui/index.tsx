import {
  IconArmchair,
  IconBan,
  IconCalendarCheck,
  IconCalendarPlus,
  IconCalendarRepeat,
  IconCalendarWeek,
  IconChartBar,
  IconFileText,
  IconHeartHandshake,
  IconHomeHeart,
  IconListSearch,
  IconPhoneCall,
} from "@tabler/icons-react";
import type { FeatureUi } from "#ui/feature.ts";
import "./desk.css";
import { bookingRefusals } from "../words.ts";
import { AuthorisationPage } from "./authorisation-page.tsx";
import { BlackoutsPage } from "./blackouts-page.tsx";
import { BookPage } from "./book-page.tsx";
import { DayPage } from "./day-page.tsx";
import { DaySheetPage } from "./day-sheet-page.tsx";
import { DoorSheetPage } from "./door-sheet-page.tsx";
import { MakePage } from "./make-page.tsx";
import { PersonBookings } from "./person-panel.tsx";
import { ReferralPage } from "./referral-page.tsx";
import { ResourcesPage } from "./resources-page.tsx";
import "./errand.css";
import { useAnswer } from "./door.ts";
import { ErrandsPage } from "./errands-page.tsx";
import { PhoneListPage } from "./phone-list-page.tsx";
import "./figure.css";
import { FiguresPage } from "./figures-page.tsx";
import { FiguresSheetPage } from "./figures-sheet-page.tsx";
import { OutreachPage } from "./outreach-page.tsx";
import { OutreachSheetPage } from "./outreach-sheet-page.tsx";
import { PlansPage } from "./plans-page.tsx";
import { RoomWeekPage } from "./room-week-page.tsx";
import { RouteSheetPage } from "./route-sheet-page.tsx";
import { ServicesPage } from "./services-page.tsx";
import { BookingSlipPage } from "./slip-page.tsx";
import { TellingsPage } from "./tellings-page.tsx";
import { BookingsCard } from "./today-card.tsx";
import { VisitsPage } from "./visits-page.tsx";

const useTellings = () => useAnswer("booking.listTellings", {}).data?.tellings.length ?? 0;

export const bookingUi: FeatureUi = {
  slice: "booking",
  nav: [
    { group: "预约", label: "今日预约", path: "/booking/day", icon: IconCalendarCheck, needs: "clerk" },
    { group: "预约", label: "约服务", path: "/booking/book", icon: IconCalendarPlus, needs: "clerk" },
    {
      group: "预约",
      label: "待通知",
      path: "/booking/tellings",
      icon: IconPhoneCall,
      needs: "clerk",
      useCount: useTellings,
    },
    { group: "预约", label: "上门", path: "/booking/visits", icon: IconHomeHeart, needs: "clerk" },
    { group: "预约", label: "帮办代办", path: "/booking/errands", icon: IconFileText, needs: "clerk" },
    { group: "预约", label: "服务目录", path: "/booking/services", icon: IconListSearch, needs: "clerk" },
    { group: "预约", label: "房间一周", path: "/booking/week", icon: IconCalendarWeek, needs: "clerk" },
    { group: "预约", label: "停用", path: "/booking/blackouts", icon: IconBan, needs: "clerk" },
    { group: "预约", label: "排期", path: "/booking/plans", icon: IconCalendarRepeat, needs: "clerk" },
    {
      group: "预约",
      label: "房间设备人",
      path: "/booking/resources",
      icon: IconArmchair,
      needs: "clerk",
    },
    { group: "预约", label: "送服务名单", path: "/booking/outreach", icon: IconHeartHandshake, needs: "clerk" },
    { group: "预约", label: "服务统计", path: "/booking/figures", icon: IconChartBar },
  ],
  routes: [
    { path: "/booking/day", page: DayPage, needs: "clerk" },
    { path: "/booking/book", page: BookPage, needs: "clerk" },
    { path: "/booking/services", page: ServicesPage, needs: "clerk" },
    { path: "/booking/resources", page: ResourcesPage, needs: "clerk" },
    { path: "/booking/week", page: RoomWeekPage, needs: "clerk" },
    { path: "/booking/blackouts", page: BlackoutsPage, needs: "clerk" },
    { path: "/booking/plans", page: PlansPage, needs: "clerk" },
    { path: "/booking/make", page: MakePage, needs: "secretary" },
    { path: "/booking/tellings", page: TellingsPage, needs: "clerk" },
    { path: "/booking/visits", page: VisitsPage, needs: "clerk" },
    { path: "/booking/errands", page: ErrandsPage, needs: "clerk" },
    { path: "/booking/authorisation", page: AuthorisationPage, needs: "clerk", isPrint: true },
    { path: "/booking/referral", page: ReferralPage, needs: "clerk", isPrint: true },
    { path: "/booking/slip", page: BookingSlipPage, needs: "clerk", isPrint: true },
    { path: "/booking/day-sheet", page: DaySheetPage, needs: "clerk", isPrint: true },
    { path: "/booking/phone-list", page: PhoneListPage, needs: "clerk", isPrint: true },
    { path: "/booking/door-sheet", page: DoorSheetPage, needs: "clerk", isPrint: true },
    { path: "/booking/route-sheet", page: RouteSheetPage, needs: "clerk", isPrint: true },
    { path: "/booking/figures", page: FiguresPage },
    { path: "/booking/figures-sheet", page: FiguresSheetPage, isPrint: true },
    { path: "/booking/outreach", page: OutreachPage, needs: "clerk" },
    { path: "/booking/outreach-sheet", page: OutreachSheetPage, needs: "clerk", isPrint: true },
  ],
  quickAdds: [{ key: "F3", label: "约服务", path: "/booking/book", needs: "clerk" }],
  refusals: bookingRefusals,
  todayCards: [{ key: "bookings", needs: "clerk", card: BookingsCard }],
  personPanels: [{ title: "预约", render: PersonBookings, needs: "clerk" }],
};
