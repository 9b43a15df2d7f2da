import type { CommandName } from "#base/contract.ts";
import type { taskParkingContract } from "./task-parking-contract.ts";

export const taskParkingRefusals = {
  ResumeDateIsPast: "恢复日期要在今天以后。",
  TaskNotParked: "任务没有挂账。",
  TaskIsParked: "任务在挂账。请先恢复办理。",
};

/** What happened to a record, as the timeline says it. */
export const taskParkingEventWords: Record<string, string> = {
  parked: "挂账",
  parkingProlonged: "推迟恢复",
  resumed: "恢复办理",
};

/** What a person did, as the audit log names it. */
export const taskParkingOperationWords: Record<CommandName<typeof taskParkingContract>, string> = {
  "council.parkTask": "批准挂账",
  "council.prolongParking": "推迟恢复日期",
  "council.resumeTask": "恢复办理",
  "council.printParkingLedger": "打印挂账台账",
};
