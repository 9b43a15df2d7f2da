import { Button, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactElement, useState } from "react";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { referringProblem } from "../ownership.ts";
import type { Task } from "../task-contract.ts";
import type { TaskPaper } from "../task-paper-contract.ts";
import {
  acceptingTaskProblem,
  closingProblem,
  dispatchingProblem,
  isTaskOver,
  ownershipFixedProblem,
  passingEvents,
  workingProblem,
} from "../task-rules.ts";
import { offerableProblem } from "../task-takers.ts";
import { ChangeStep } from "./change-task.tsx";
import { useCommand } from "./door.ts";
import { CancelStep, CloseStep, FinishStep } from "./task-finish-steps.tsx";
import { SuperviseStep, UrgeStep, WhistleStep } from "./task-letter-steps.tsx";
import { AcceptStep, ProgressStep, ReturnStep, TransferStep } from "./task-order-steps.tsx";
import { BasisStep, OwnershipStep, ReferStep } from "./task-ownership-steps.tsx";
import { ParkStep, ProlongStep, ResumeStep } from "./task-parking-steps.tsx";
import { HelperStep, MilestoneStep, VisitStep } from "./task-part-steps.tsx";
import type { StepProps } from "./task-step.tsx";
import { OfferStep, TakerStep } from "./task-taker-steps.tsx";
import { AskExtensionStep, DecideExtensionStep } from "./task-time-steps.tsx";

const steps = {
  accept: AcceptStep,
  progress: ProgressStep,
  finish: FinishStep,
  return: ReturnStep,
  transfer: TransferStep,
  extension: AskExtensionStep,
  decide: DecideExtensionStep,
  change: ChangeStep,
  cancel: CancelStep,
  close: CloseStep,
  urge: UrgeStep,
  supervise: SuperviseStep,
  whistle: WhistleStep,
  offer: OfferStep,
  taker: TakerStep,
  helper: HelperStep,
  milestone: MilestoneStep,
  visit: VisitStep,
  park: ParkStep,
  prolong: ProlongStep,
  resume: ResumeStep,
  basis: BasisStep,
  ownership: OwnershipStep,
  refer: ReferStep,
} satisfies Record<string, (props: StepProps) => ReactElement>;
type Step = keyof typeof steps;

/** Everything that may be done with one task now. */
export const TaskActions = ({ task }: { task: Task }) => {
  const [step, setStep] = useState<Step | null>(null);
  const may = useMay();
  const navigate = useNavigate();
  const { id, version, state } = task;
  const isOver = isTaskOver(state);
  const isWorking = workingProblem(task) === null;
  const asked = task.extensions.find((extension) => extension.state === "asked");
  const lastKind = task.events.filter((event) => !passingEvents.includes(event.kind)).at(-1)?.kind ?? "";
  const canUndo = !isOver && ["dispatched", "taskAccepted", "finished", "resumed"].includes(lastKind);

  const dispatch = useCommand("council.dispatchTask");
  const undo = useCommand("council.undoTaskStep");

  const print = (paper: TaskPaper) =>
    void navigate({ to: "/council/task-paper" as never, search: { id, paper } as never });

  return (
    <>
      {dispatchingProblem(task) === null && (
        <Button
          onClick={async () => {
            if ((await dispatch.run({ id, version })).ok) tellDone("已派单");
          }}
        >
          派单
        </Button>
      )}
      {acceptingTaskProblem(task) === null && <Button onClick={() => setStep("accept")}>记接单</Button>}
      {state === "accepted" && <Button onClick={() => setStep("finish")}>反馈办结</Button>}
      {state === "parked" && <Button onClick={() => setStep("resume")}>恢复办理</Button>}
      {state === "parked" && may("director") && (
        <Button variant="default" onClick={() => setStep("prolong")}>
          推迟恢复
        </Button>
      )}
      {asked && state !== "parked" && may("director") && <Button onClick={() => setStep("decide")}>审批延期</Button>}
      {isWorking && (
        <Button variant="default" onClick={() => setStep("progress")}>
          记进展
        </Button>
      )}
      {isWorking && !asked && (
        <Button variant="default" onClick={() => setStep("extension")}>
          申请延期
        </Button>
      )}
      {!isOver && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" rightSection={<IconChevronDown size={14} />}>
              更多
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {isWorking && <Menu.Item onClick={() => setStep("urge")}>催办</Menu.Item>}
            {may("director") && <Menu.Item onClick={() => setStep("supervise")}>督办</Menu.Item>}
            <Menu.Item onClick={() => setStep("whistle")}>吹哨</Menu.Item>
            {referringProblem(task) === null && <Menu.Item onClick={() => setStep("refer")}>开报到退回单</Menu.Item>}
            {task.ownership === "assigned" && <Menu.Item onClick={() => setStep("basis")}>登记依据</Menu.Item>}
            {may("director") && ownershipFixedProblem(state) === null && (
              <Menu.Item onClick={() => setStep("ownership")}>变更归口</Menu.Item>
            )}
            <Menu.Divider />
            {offerableProblem(task) === null && <Menu.Item onClick={() => setStep("offer")}>网格派单</Menu.Item>}
            {task.offer !== null && isWorking && <Menu.Item onClick={() => setStep("taker")}>记谁接单</Menu.Item>}
            <Menu.Item onClick={() => setStep("helper")}>加协办单位</Menu.Item>
            <Menu.Item onClick={() => setStep("milestone")}>加步骤</Menu.Item>
            <Menu.Item onClick={() => setStep("visit")}>记上门</Menu.Item>
            <Menu.Item onClick={() => print("dispatch")}>打印派单（三联）</Menu.Item>
            <Menu.Divider />
            {isWorking && <Menu.Item onClick={() => setStep("return")}>退单</Menu.Item>}
            {state !== "finished" && state !== "parked" && (
              <Menu.Item onClick={() => setStep("transfer")}>转办</Menu.Item>
            )}
            {state === "accepted" && may("director") && <Menu.Item onClick={() => setStep("park")}>挂账</Menu.Item>}
            <Menu.Item onClick={() => setStep("change")}>修改</Menu.Item>
            {canUndo && (
              <Menu.Item
                onClick={async () => {
                  if ((await undo.run({ id, version })).ok) tellDone("已撤销上一步");
                }}
              >
                撤销上一步
              </Menu.Item>
            )}
            {may("director") && closingProblem(task) === null && (
              <Menu.Item onClick={() => setStep("close")}>写明理由销号</Menu.Item>
            )}
            {may("director") && (
              <Menu.Item color="red.9" onClick={() => setStep("cancel")}>
                终止
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {(Object.keys(steps) as Step[]).map((name) => {
        const Dialog = steps[name];
        return <Dialog key={name} task={task} isOpen={step === name} onClose={() => setStep(null)} />;
      })}
    </>
  );
};
