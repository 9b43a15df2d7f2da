import { Alert, Button, Group, Table, Text, Title } from "@mantine/core";
import { Link, useNavigate } from "@tanstack/react-router";
import { z } from "zod";
import { dayOf, isRealDay, timeOf } from "#base/dates.ts";
import { useAddress } from "#ui/address.ts";
import { useMay } from "#ui/caller.ts";
import { useMoment } from "#ui/moment.tsx";
import { Answered, ListAndRecord, Page, RecordFrame } from "#ui/page.tsx";
import { type Attendance, attendances, type Figures } from "../figure-contract.ts";
import { rateWords, windowOf } from "../figure-rules.ts";
import {
  ageBasis,
  arrivalBasis,
  attendanceWords,
  audienceBasis,
  fewBasis,
  gridBasis,
  totalBasis,
  windowWords,
} from "../figure-words.ts";
import { serviceCategories } from "../service-contract.ts";
import { serviceCategoryWords } from "../service-words.ts";
import { spanText } from "../times.ts";
import { useAnswer } from "./door.ts";
import { ageBars, audienceBars, BarTable, categoryBars, modeBars } from "./figure-tables.tsx";
import { type Days, FigureWindow } from "./figure-window.tsx";

const day = z.string().refine(isRealDay).nullable().catch(null).default(null);
const Address = z.object({
  fromDay: day,
  toDay: day,
  list: z.enum(attendances).nullable().catch(null).default(null),
  serviceId: z.string().nullable().catch(null).default(null),
  category: z.enum(serviceCategories).nullable().catch(null).default(null),
});
type Behind = { list: Attendance; serviceId: string | null; category: (typeof serviceCategories)[number] | null };

/** The bookings behind a figure. */
const BookingsBehind = (props: { days: Days; behind: Behind; serviceName: string; onClose(): void }) => {
  const { list, serviceId, category } = props.behind;
  const answer = useAnswer("booking.figureBookings", { ...props.days, attendance: list, serviceId, category });
  const { today } = useMoment();
  const of = props.serviceName || (category ? serviceCategoryWords[category] : "");
  return (
    <RecordFrame
      onClose={props.onClose}
      title={
        <Title order={2} size="h4">
          {attendanceWords[list]}
          {of && ` · ${of}`}
        </Title>
      }
    >
      <Answered answer={answer}>
        {({ bookings, totalCount }) => (
          <div>
            <Text size="sm" c="dimmed" mb="xs">
              {totalCount} 个预约{totalCount > bookings.length && `，只列最近 ${bookings.length} 个`}
            </Text>
            <Table aria-label="预约">
              <Table.Tbody>
                {bookings.map((booking) => (
                  <Table.Tr key={booking.id}>
                    <Table.Td>{spanText(booking, today)}</Table.Td>
                    <Table.Td>
                      <Link
                        className="link-button"
                        to={"/booking/day" as never}
                        search={{ day: dayOf(booking.startAt), open: booking.sessionId } as never}
                      >
                        {booking.serviceName}
                      </Link>
                    </Table.Td>
                    <Table.Td>
                      {booking.name}
                      {booking.headCount > 1 && ` ${booking.headCount} 人`}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Answered>
    </RecordFrame>
  );
};

const Tables = (props: { figures: Figures; days: Days; onOpen: ((behind: Behind) => void) | null }) => {
  const { figures, days, onOpen } = props;
  const { today } = useMoment();
  const { bookings } = figures;
  const opener = (words: string | number, behind: Behind) =>
    onOpen ? (
      <button type="button" className="link-button" onClick={() => onOpen(behind)}>
        {words}
      </button>
    ) : (
      words
    );
  const ofAll = (list: Attendance) => ({ list, serviceId: null, category: null });
  return (
    <>
      {figures.isGuarded && (
        <Alert color="gray" mb="sm">
          {fewBasis}
        </Alert>
      )}
      <div className="figure-tables">
        <section className="panel" aria-label="服务人次">
          <Text>服务人次</Text>
          <div className="figure-total">{opener(figures.total, ofAll("came"))}</div>
          <Text size="sm" c="dimmed">
            {totalBasis(days)}
          </Text>
        </section>
        <section className="panel" aria-label="到场率">
          <Text>到场率</Text>
          <div className="figure-total">{rateWords(bookings.came, bookings.came + bookings.missed)}</div>
          <Group gap="md">
            {attendances.map((kind) => (
              <span key={kind}>
                {attendanceWords[kind]} {opener(bookings[kind], ofAll(kind))}
              </span>
            ))}
          </Group>
          <Text size="sm" c="dimmed">
            {arrivalBasis(days, bookings)}
          </Text>
        </section>
        <BarTable
          title="按类别"
          head="类别"
          basis={totalBasis(days)}
          bars={categoryBars(figures).map((bar) => ({
            ...bar,
            shown: opener(bar.count ?? 0, { list: "came", serviceId: null, category: bar.key }),
          }))}
        />
        <BarTable title="按一老一小一困" head="对象" basis={audienceBasis} bars={audienceBars(figures)} />
        <BarTable title="按网格" head="网格" basis={gridBasis} bars={figures.byGrid} />
        <BarTable title="按年龄" head="年龄" basis={ageBasis(days, today)} bars={ageBars(figures)} />
        <BarTable title="来中心和上门" head="怎么服务" basis={totalBasis(days)} bars={modeBars(figures)} />
      </div>
      <section className="panel" style={{ marginTop: "1rem" }}>
        <Table aria-label="按项目">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>项目</Table.Th>
              <Table.Th w="9rem">类别</Table.Th>
              <Table.Th w="6rem" ta="right">
                人次
              </Table.Th>
              <Table.Th w="6rem" ta="right">
                来了
              </Table.Th>
              <Table.Th w="6rem" ta="right">
                未到
              </Table.Th>
              <Table.Th w="6rem" ta="right">
                到场率
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.byService.map(({ id, name, category, count, cameCount, missedCount }) => (
              <Table.Tr key={id}>
                <Table.Td>{name}</Table.Td>
                <Table.Td>{serviceCategoryWords[category]}</Table.Td>
                <Table.Td ta="right">{opener(count, { list: "came", serviceId: id, category: null })}</Table.Td>
                <Table.Td ta="right">{cameCount}</Table.Td>
                <Table.Td ta="right">{opener(missedCount, { list: "missed", serviceId: id, category: null })}</Table.Td>
                <Table.Td ta="right">{rateWords(cameCount, cameCount + missedCount)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="sm" c="dimmed" mt="xs">
          {totalBasis(days)}到场率 = 来了 ÷（来了＋未到），按预约数；没有登记来没来的不算在内。
        </Text>
      </section>
    </>
  );
};

/** 服务统计: who was served, how many of those who booked came; each figure opens the bookings behind it. */
export const FiguresPage = () => {
  const [{ fromDay, toDay, list, serviceId, category }, setAddress] = useAddress(Address);
  const { today } = useMoment();
  const isClerk = useMay()("clerk");
  const navigate = useNavigate();
  const days = fromDay && toDay && fromDay <= toDay ? { fromDay, toDay } : windowOf("month", today);
  const answer = useAnswer("booking.figures", days, { keepsPrevious: true });
  const close = () => setAddress({ list: null, serviceId: null, category: null });
  return (
    <Page
      title={`服务统计 · ${windowWords(days)}`}
      action={
        <Button onClick={() => void navigate({ to: "/booking/figures-sheet" as never, search: days as never })}>
          打印
        </Button>
      }
      filters={
        <Group>
          <FigureWindow
            key={`${days.fromDay} ${days.toDay}`}
            value={days}
            isTyped
            onChange={(next) => setAddress({ ...next, list: null, serviceId: null, category: null })}
          />
        </Group>
      }
    >
      <ListAndRecord
        list={
          <Answered answer={answer}>
            {(figures) => (
              <>
                <Tables figures={figures} days={days} onOpen={isClerk ? (behind) => setAddress(behind) : null} />
                <Text size="sm" c="dimmed">
                  算到 {dayOf(figures.asOf)} {timeOf(figures.asOf)}
                </Text>
              </>
            )}
          </Answered>
        }
        record={
          isClerk && list ? (
            <BookingsBehind
              days={days}
              behind={{ list, serviceId, category }}
              serviceName={answer.data?.byService.find(({ id }) => id === serviceId)?.name ?? ""}
              onClose={close}
            />
          ) : null
        }
      />
    </Page>
  );
};
