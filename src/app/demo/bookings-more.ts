import { addDays, type Day, instantAt } from "#base/dates.ts";
import { beforeOpenMinutes, dayAt, momentOn, workdayAfter } from "./office-hours.ts";
import { homesOf, type Person, personsOf, type World } from "./world.ts";

const ageOn = ({ birthDate }: Person, day: Day): number => {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
};

const serviceNamed = ({ desks }: World, name: string) =>
  desks.ask("clerk", "booking.listServices", {}).services.find((service) => service.name === name);

/** A choir from outside asks for the big room; somebody has yet to say yes. */
export const planGroups = (world: World): void => {
  const { desks, timeline } = world;
  timeline.at(beforeOpenMinutes(world.endMs, 200), () => {
    const service = serviceNamed(world, "活动室借用");
    if (!service) return;
    const day = workdayAfter(dayAt(world.endMs), 4);
    const own = { serviceId: service.id, startAt: instantAt(day, "14:00"), endAt: instantAt(day, "16:00") };
    desks.ask("clerk", "booking.book", {
      own: { ...own, roomId: service.roomId },
      party: "group",
      name: "银龄合唱队",
      contactName: "周阿姨",
      headCount: 25,
      purpose: "排练社区元旦节目",
    });
  });
};

/** 帮办代办: one that is done and given back, one whose papers are in the house. */
export const planErrands = (world: World): void => {
  const { desks, timeline } = world;
  const today = dayAt(world.endMs);
  const old = homesOf(world)
    .flatMap(personsOf)
    .filter((person) => ageOn(person, today) >= 78);
  const errands = [
    {
      day: addDays(today, -6),
      matter: "到医院代取慢性病的药",
      office: "区中医院门诊药房",
      names: ["医保卡（原件）", "处方"],
    },
    {
      day: workdayAfter(today, 1),
      matter: "办理高龄津贴年审",
      office: "街道政务服务大厅",
      names: ["户口本（原件）", "身份证复印件"],
    },
  ];
  for (const [at, { day, matter, office, names }] of errands.entries())
    timeline.at(at === 0 ? momentOn(addDays(day, -1), 10 * 60) : beforeOpenMinutes(world.endMs, 150), () => {
      const service = serviceNamed(world, "帮办代办");
      const person = old[at];
      if (!service || !person) return;
      const own = { serviceId: service.id, startAt: instantAt(day, "15:30"), endAt: instantAt(day, "16:30") };
      const booked = desks.ask("clerk", "booking.book", {
        own: { ...own, providerIds: service.providerIds },
        residentId: person.id,
        channel: "phone",
      });
      const bookingId = booked.id;
      desks.ask("clerk", "booking.describeErrand", { bookingId, version: 0, matter, office });
      desks.ask("clerk", "booking.receiveDocuments", { bookingId, names });
      if (at > 0) return;
      timeline.at(momentOn(day, 16 * 60 + 40), () => {
        const { documents } = desks.ask("clerk", "booking.errand", { bookingId });
        const arrived = desks.ask("clerk", "booking.checkIn", { id: bookingId, version: booked.version });
        desks.ask("clerk", "booking.markServed", { id: bookingId, version: arrived.version });
        desks.ask("clerk", "booking.returnDocuments", { bookingId, documentIds: documents.map(({ id }) => id) });
      });
    });
};

const doors = [
  { hasLift: false, doorNote: "单元门禁坏了，打电话下来开" },
  { hasLift: true, doorNote: "耳背，敲门响些" },
  { hasLift: false, doorNote: "家里有一只小狗，先叫门" },
];

/** What whoever goes to a home has to know, for those of the days ahead. */
export const planHomes = (world: World): void => {
  const { desks, timeline } = world;
  const today = dayAt(world.endMs);
  timeline.at(beforeOpenMinutes(world.endMs, 60), () => {
    for (let ahead = 0; ahead < 10; ahead += 1)
      for (const [at, { bookingId, version }] of desks
        .ask("clerk", "booking.homeVisits", { day: addDays(today, ahead) })
        .visits.entries()) {
        const door = doors[at % doors.length];
        if (door) desks.ask("clerk", "booking.describeHome", { bookingId, version, ...door });
      }
  });
};
