import { Button, Checkbox, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import type { EntryForm } from "#ui/form.tsx";
import { numberOrNull } from "#ui/number-fields.ts";
import type { audiences, NeededEquipment, Quota, Service } from "../service-contract.ts";
import { audienceWords, quotaPeriodWords } from "../service-words.ts";

export type ServiceValues = Omit<Service, "id" | "version" | "category" | "mode"> & {
  category: Service["category"] | null;
  mode: Service["mode"] | null;
};
type Form = { form: EntryForm<ServiceValues> };

export const optionsOf = <K extends string>(words: Readonly<Record<K, string>>): { value: K; label: string }[] =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));

/** Which of a few hold, each a box of its own. */
export const ManyOf = <K extends string>(props: {
  label: string;
  description?: string;
  words: Readonly<Record<K, string>>;
  value: readonly K[];
  onChange(value: K[]): void;
  error?: ReactNode;
}) => (
  <Checkbox.Group
    label={props.label}
    description={props.description}
    value={[...props.value]}
    onChange={(value) => props.onChange(value as K[])}
    error={props.error}
  >
    <Group gap="md" mt={4}>
      {optionsOf(props.words).map(({ value, label }) => (
        <Checkbox key={value} value={value} label={label} />
      ))}
    </Group>
  </Checkbox.Group>
);

/** Of the lines of a list; as many as a list may have. */
const ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"] as const;

/** 谁可以约: age, audience, home. */
export const WhoMayFields = ({ form }: Form) => {
  const { whoMay } = form.values;
  return (
    <Fieldset variant="unstyled" legend={<b>谁可以约（都不填就是谁都可以）</b>}>
      <Stack gap="xs" mt={4}>
        <SimpleGrid cols={2}>
          <NumberInput
            label="最小年龄"
            min={0}
            allowDecimal={false}
            value={whoMay.minAge ?? ""}
            onChange={(value) => form.setFieldValue("whoMay", { ...whoMay, minAge: numberOrNull(value) })}
            error={form.errors["whoMay.minAge"]}
          />
          <NumberInput
            label="最大年龄"
            min={0}
            allowDecimal={false}
            value={whoMay.maxAge ?? ""}
            onChange={(value) => form.setFieldValue("whoMay", { ...whoMay, maxAge: numberOrNull(value) })}
            error={form.errors["whoMay.maxAge"]}
          />
        </SimpleGrid>
        <ManyOf<(typeof audiences)[number]>
          label="要登记为（其中一类就行）"
          words={audienceWords}
          value={whoMay.audiences}
          onChange={(chosen) => form.setFieldValue("whoMay", { ...whoMay, audiences: chosen })}
        />
        <Checkbox
          label="只给本社区住户"
          checked={whoMay.isLivingHere}
          onChange={(event) => form.setFieldValue("whoMay", { ...whoMay, isLivingHere: event.currentTarget.checked })}
        />
      </Stack>
    </Fieldset>
  );
};

const perWords = { person: "每人", household: "每户" } as const;

/** One that no line says yet. */
const nextQuota = (quotas: readonly Quota[]): Quota => {
  const said = new Set(quotas.map(({ per, period }) => `${per} ${period}`));
  const [free] = (["month", "week", "year", "day", "quarter"] as const).flatMap((period) =>
    (["person", "household"] as const).flatMap((per) => (said.has(`${per} ${period}`) ? [] : [{ per, period }])),
  );
  return { per: "person", period: "month", ...free, count: 1 };
};

/** 限几次, line by line. */
export const QuotaFields = ({ form }: Form) => {
  const { quotas } = form.values;
  const setAt = (at: number, quota: Quota) =>
    form.setFieldValue(
      "quotas",
      quotas.map((one, index) => (index === at ? quota : one)),
    );
  return (
    <Fieldset variant="unstyled" legend={<b>限几次（超过的由前台写明理由才能约）</b>}>
      <Stack gap="xs" mt={4}>
        {quotas.map((quota, at) => (
          <Group key={ordinals[at]} gap="xs" align="flex-start">
            <Select
              aria-label={`第${ordinals[at]}条：每人还是每户`}
              w="7rem"
              allowDeselect={false}
              data={optionsOf(perWords)}
              value={quota.per}
              onChange={(per) => setAt(at, { ...quota, per: (per ?? "person") as Quota["per"] })}
            />
            <Select
              aria-label={`第${ordinals[at]}条：多长时间`}
              w="8rem"
              allowDeselect={false}
              data={optionsOf(quotaPeriodWords)}
              value={quota.period}
              onChange={(period) => setAt(at, { ...quota, period: (period ?? "month") as Quota["period"] })}
            />
            <NumberInput
              aria-label={`第${ordinals[at]}条：几次`}
              w="7rem"
              min={1}
              allowDecimal={false}
              suffix=" 次"
              value={quota.count}
              onChange={(count) => setAt(at, { ...quota, count: Number(count) })}
              error={form.errors[`quotas.${at}.count`]}
            />
            <Button
              variant="subtle"
              color="gray"
              onClick={() =>
                form.setFieldValue(
                  "quotas",
                  quotas.filter((_, index) => index !== at),
                )
              }
            >
              去掉
            </Button>
          </Group>
        ))}
        {form.errors.quotas && (
          <Text size="sm" c="red.9">
            {form.errors.quotas}
          </Text>
        )}
        <Button
          variant="default"
          size="compact-sm"
          data-form-stop
          style={{ alignSelf: "flex-start" }}
          onClick={() => form.setFieldValue("quotas", [...quotas, nextQuota(quotas)])}
        >
          增加一条限次
        </Button>
      </Stack>
    </Fieldset>
  );
};

/** 要用的设备, line by line. */
export const EquipmentFields = ({ form, known }: Form & { known: readonly { id: string; name: string }[] }) => {
  const { equipment } = form.values;
  const setAt = (at: number, needed: NeededEquipment) =>
    form.setFieldValue(
      "equipment",
      equipment.map((one, index) => (index === at ? needed : one)),
    );
  const unused = known.find(({ id }) => !equipment.some(({ equipmentId }) => equipmentId === id));
  return (
    <Fieldset variant="unstyled" legend={<b>每场要用的设备</b>}>
      <Stack gap="xs" mt={4}>
        {equipment.map((needed, at) => (
          <Group key={ordinals[at]} gap="xs" align="flex-start">
            <Select
              aria-label={`第${ordinals[at]}样设备`}
              w="16rem"
              allowDeselect={false}
              data={known.map(({ id, name }) => ({ value: id, label: name }))}
              value={needed.equipmentId}
              onChange={(id) => setAt(at, { ...needed, equipmentId: id ?? needed.equipmentId })}
            />
            <NumberInput
              aria-label={`第${ordinals[at]}样几件`}
              w="7rem"
              min={1}
              allowDecimal={false}
              suffix=" 件"
              value={needed.count}
              onChange={(count) => setAt(at, { ...needed, count: Number(count) })}
              error={form.errors[`equipment.${at}.count`]}
            />
            <Button
              variant="subtle"
              color="gray"
              onClick={() =>
                form.setFieldValue(
                  "equipment",
                  equipment.filter((_, index) => index !== at),
                )
              }
            >
              去掉
            </Button>
          </Group>
        ))}
        {form.errors.equipment && (
          <Text size="sm" c="red.9">
            {form.errors.equipment}
          </Text>
        )}
        {unused ? (
          <Button
            variant="default"
            size="compact-sm"
            data-form-stop
            style={{ alignSelf: "flex-start" }}
            onClick={() => form.setFieldValue("equipment", [...equipment, { equipmentId: unused.id, count: 1 }])}
          >
            增加一样设备
          </Button>
        ) : (
          equipment.length === 0 && (
            <Text size="sm" c="dimmed">
              还没有设备，先在“功能室、设备与人”里登记。
            </Text>
          )
        )}
      </Stack>
    </Fieldset>
  );
};
