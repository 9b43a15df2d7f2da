import { addDays, type Day, dayOf, epochMsOf, type Instant, longDay } from "#base/dates.ts";
import { uuidV7 } from "#base/ids.ts";
import { databasePathOf, openCentreFolder } from "#core/centre-folder.ts";
import { copyFrom } from "#core/copy.ts";
import { type Core, createCore } from "#core/core.ts";
import { databaseOf, openSqlite, type SqliteFile } from "#core/database.ts";
import { createFileStore } from "#core/files.ts";
import { migrate, pendingMigrations } from "#core/migrate.ts";
import { pinHash } from "#features/system/core/pins.ts";
import { addAccount, findAccount, findCaller, findCommunity, markAsDemo, setPin } from "#features/system/core/store.ts";
import { contract } from "../contract.ts";
import { handlers } from "../core.ts";
import { migrations } from "../migrations.ts";
import { planApart } from "./apart.ts";
import { planBookings } from "./bookings-life.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { foundCommittee } from "./committee.ts";
import { openDesks, type StoryClock } from "./desks.ts";
import { planSweeps } from "./follow-up-life.ts";
import { centreName, type Founding, foundHomes, foundOrganisations, foundPlaces, foundPosts } from "./found.ts";
import { planMeals } from "./meals-life.ts";
import { planCouncil, planMediations, planPartyCommittee, themes } from "./meetings-plan.ts";
import { madeUpLandline, mobiles } from "./names.ts";
import { dayAt, momentOn, workdayAfter } from "./office-hours.ts";
import { planPopulation } from "./population.ts";
import { planPresent } from "./present.ts";
import { demoPin, type Seat, seats, staff } from "./staff.ts";
import { planStations } from "./stations-life.ts";
import { matters, planMatters } from "./story.ts";
import { quarrelThemes } from "./themes-quarrels.ts";
import { createTimeline } from "./timeline.ts";
import { communityName, type DemoSize, subdistrictName, wholeSize } from "./town.ts";
import { planUnheard } from "./unheard.ts";
import { planWalk } from "./walk.ts";
import type { World } from "./world.ts";

/** Percent, and what is being made just now. */
export type DemoProgress = { percent: number; note: string };

export type DemoOptions = {
  /** The moment at which the story ends: whoever opens the demonstration then finds today's work on the desks. */
  now: Instant;
  workerUrl: URL;
  size?: DemoSize;
};

const foundingPercent = 45;

/**
 * Fills a folder that holds no centre yet with the demonstration, a small step at each turn. Answers whether it did;
 * a centre that is there stays as it is. Until the last step nothing stands in the folder but an empty centre.
 */
export function* buildDemo(folder: string, options: DemoOptions): Generator<DemoProgress, boolean> {
  const centre = openCentreFolder(folder, migrations, options.now);
  try {
    const isTaken = findCommunity(databaseOf(centre.file)) !== undefined;
    if (isTaken) {
      centre.file.close();
      return false;
    }
    const file = yield* makeDemo(options, folder);
    centre.file.close();
    copyFrom(file, databasePathOf(folder));
    file.close();
    return true;
  } finally {
    if (centre.file.open) centre.file.close();
    centre.release();
  }
}

/** The demonstration in memory, made by the operations that every centre is worked with. */
export function* makeDemo(options: DemoOptions, folder: string): Generator<DemoProgress, SqliteFile> {
  const size = options.size ?? wholeSize;
  const chance = chanceOf(communityName);
  const endMs = epochMsOf(options.now);
  const clock: StoryClock = { nowMs: momentOn(firstDay(dayOf(options.now), size), 540), endMs };
  const file = openSqlite(":memory:");
  migrate(file, pendingMigrations(file, migrations));
  const core = createCore({
    file,
    files: createFileStore(`${folder}/files`),
    contract,
    handlers,
    // The story's clock leaps over hours, which must not lock the desk at every leap.
    policy: { findCaller, idleMinutes: () => Number.MAX_SAFE_INTEGER },
    clock: () => clock.nowMs,
    random: chance.fork("ids").bytes,
    workerUrl: options.workerUrl,
    log: ({ operation, error }) => {
      throw new Error(`The demonstration failed in ${operation}`, { cause: error });
    },
  });
  const accountIds = setUp(core, file, chance.fork("accounts"), clock.nowMs);
  const restorePins = putCheapPins(file, accountIds, chance.fork("pins"));
  const world = yield* found(core, clock, accountIds, size, chance);
  planStory(world);
  for (const ms of world.timeline.run())
    yield {
      percent: foundingPercent + Math.floor(((100 - foundingPercent) * (ms - world.startMs)) / (endMs - world.startMs)),
      note: `${longDay(dayAt(ms)).replace(/\d+日$/, "")}的诉求、会议和任务`,
    };
  restorePins();
  markAsDemo(databaseOf(file));
  return file;
}

const firstDay = (today: Day, { months }: DemoSize): Day =>
  workdayAfter(addDays(today, -Math.round(months * 30.44)), 1);

/** The first run by its operation, and the other accounts beside it: a real hash takes its time, and one is enough. */
const setUp = (core: Core, file: SqliteFile, chance: Chance, atMs: number): Record<Seat, string> => {
  const reply = core.handle(core.openSession(), "system.setUp", {
    name: communityName,
    subdistrict: subdistrictName,
    centreName,
    centreAddress: "青禾路 1 号",
    centrePhone: madeUpLandline(1),
    openingHours: "周一至周日 8:30—17:30",
    accountName: staff.director.name,
    accountPost: staff.director.post,
    pin: demoPin,
  });
  if (!reply.ok) throw new Error(`The demonstration could not be set up: ${JSON.stringify(reply)}`);
  const db = databaseOf(file);
  const { accountId } = reply.value as { accountId: string };
  const first = findAccount(db, accountId);
  if (!first) throw new Error("The first account is not there");
  const { pinSalt, pinHash, pinCost, createdAt } = first;
  const others = seats
    .filter((seat) => seat !== "director")
    .map((seat) => {
      const id = uuidV7(atMs, chance.bytes);
      addAccount(db, { ...staff[seat], roles: [...staff[seat].roles], id, createdAt, pinSalt, pinHash, pinCost });
      return [seat, id] as const;
    });
  return { ...Object.fromEntries(others), director: accountId } as Record<Seat, string>;
};

const cheapCost = 6;

/** Two years of sign-ins would take minutes with a real hash; the real one comes back at the end. */
const putCheapPins = (file: SqliteFile, accountIds: Readonly<Record<Seat, string>>, chance: Chance): (() => void) => {
  const db = databaseOf(file);
  const pinSalt = Buffer.from(chance.bytes(16)).toString("hex");
  const cheap = { pinSalt, pinHash: pinHash(demoPin, pinSalt, cheapCost), pinCost: cheapCost };
  const kept = findAccount(db, accountIds.director);
  const setAll = (pin: typeof cheap) => {
    for (const id of Object.values(accountIds)) setPin(db, id, pin);
  };
  setAll(cheap);
  return () => {
    if (kept) setAll(kept);
  };
};

function* found(
  core: Core,
  clock: StoryClock,
  accountIds: Record<Seat, string>,
  size: DemoSize,
  chance: Chance,
): Generator<DemoProgress, World> {
  const desks = openDesks(core, clock, accountIds);
  const startMs = clock.nowMs;
  const founding: Founding = {
    chance: chance.fork("founding"),
    desks,
    size,
    newMobile: mobiles(),
    publicTexts: JSON.stringify([matters, themes, quarrelThemes]),
  };
  const estates = foundPlaces(founding);
  const buildingCount = estates.reduce((sum, { buildings }) => sum + buildings.length, 0);
  for (const made of foundHomes(founding, estates))
    yield { percent: Math.floor((foundingPercent * made) / buildingCount), note: "住房和居民" };
  const organisations = foundOrganisations(founding, estates);
  foundPosts(founding, estates, organisations);
  const { categories } = desks.ask("clerk", "system.listCategories", {});
  return {
    ...founding,
    timeline: createTimeline({ endMs: clock.endMs, moveTo: desks.moveTo }),
    startMs,
    endMs: clock.endMs,
    estates,
    organisations,
    partyCommitteeId: foundCommittee(desks, organisations),
    categories: new Map(categories.map(({ path, code }) => [path, code])),
  };
}

/** Ordinary appeals besides those that the topics of the meetings gather. */
const ordinaryAppeals = 1250;

const planStory = (world: World): void => {
  const { share, months } = world.size;
  planMatters(world, Math.max(40, Math.round((ordinaryAppeals * share * months) / 24)));
  planPopulation(world);
  planSweeps(world);
  planCouncil(world);
  planPartyCommittee(world);
  planMediations(world);
  planPresent(world);
  planUnheard(world);
  planWalk(world);
  planApart(world);
  planBookings(world);
  planMeals(world);
  planStations(world);
};
