import { TextInput } from "@mantine/core";
import { StepDialog } from "#ui/step-dialog.tsx";
import { type Appeal, appealContract } from "../appeal-contract.ts";
import { AppealFields, type AppealFormValues, sentAppeal } from "./appeal-fields.tsx";
import { useCommand } from "./door.ts";

const valuesOf = (appeal: Appeal): AppealFormValues & { reason: string } => ({
  voice: appeal.voice,
  reporter: appeal.reporterId === null ? null : { id: appeal.reporterId, label: appeal.reporterName },
  reporterId: appeal.reporterId,
  reporterName:
    appeal.reporterId === null && appeal.voice !== "anonymous" && appeal.reporterName !== "未留名"
      ? appeal.reporterName
      : "",
  reporterPhone: "",
  behalfOf: appeal.behalfOf,
  behalfRelation: appeal.behalfRelation,
  channel: appeal.channel,
  nature: appeal.nature,
  urgency: appeal.urgency,
  ownership: appeal.ownership,
  category: appeal.categoryCode === null ? null : { id: appeal.categoryCode, label: appeal.categoryName },
  categoryCode: appeal.categoryCode,
  place:
    appeal.placeLabel === ""
      ? null
      : {
          id: appeal.householdId ?? appeal.unitId ?? appeal.buildingId ?? appeal.estateId ?? "",
          label: appeal.placeLabel,
        },
  estateId: appeal.estateId,
  buildingId: appeal.buildingId,
  unitId: appeal.unitId,
  householdId: appeal.householdId,
  gridId: appeal.gridId,
  placeNote: appeal.placeNote,
  title: appeal.title,
  content: appeal.content,
  isConfidential: appeal.isConfidential,
  reason: "",
});

/** A reporter, a category and a place are each chosen whole. */
const together = [
  ["voice", "reporter", "reporterId", "reporterName", "behalfOf", "behalfRelation"],
  ["category", "categoryCode"],
  ["place", "estateId", "buildingId", "unitId", "householdId", "gridId"],
] as const;

/** A correction: what stood there before stays with the timeline. */
export const ChangeAppeal = (props: { isOpen: boolean; onClose(): void; appeal: Appeal }) => {
  const change = useCommand("council.changeAppeal");
  const { id, version } = props.appeal;
  return (
    <StepDialog<AppealFormValues & { reason: string }>
      isOpen={props.isOpen}
      onClose={props.onClose}
      title={`修改 ${props.appeal.numberText}`}
      action="保存"
      draft={`council.changeAppeal.${id}`}
      done="已保存"
      size="62rem"
      empty={valuesOf(props.appeal)}
      together={together}
      schema={appealContract["council.changeAppeal"].input.omit({ id: true, version: true, reporterPhone: true })}
      save={({ reporterPhone: _phone, reason, ...values }) => {
        const { reporterPhone: _sent, ...sent } = sentAppeal({ ...values, reporterPhone: "" });
        return change.run({ id, version, ...sent, reason });
      }}
    >
      {(form) => (
        <>
          <AppealFields form={form as never} isNew={false} />
          <TextInput label="为什么改" placeholder="例如：居民更正了楼号" {...form.getInputProps("reason")} />
        </>
      )}
    </StepDialog>
  );
};
