import type { ReactNode } from "react";
import { Picker } from "#ui/picker.tsx";
import type { ServiceLine } from "../service-contract.ts";
import { serviceCategoryWords, serviceModeWords } from "../service-words.ts";
import { whoMayWords } from "../who-may.ts";
import { useAnswer } from "./door.ts";

export const useServices = () => useAnswer("booking.listServices", {}).data?.services ?? [];

const detailOf = (service: ServiceLine): string =>
  [serviceCategoryWords[service.category], serviceModeWords[service.mode], whoMayWords(service.whoMay)]
    .filter((part) => part !== "")
    .join(" · ");

/** A service by its name, its pinyin initials or its kind. */
export const ServicePicker = (props: {
  value: { id: string; label: string } | null;
  onChange(service: ServiceLine | null): void;
  /** 约什么, unless said otherwise. */
  label?: string;
  error?: ReactNode;
  autoFocus?: boolean;
}) => {
  const services = useServices();
  const useChoices = (typed: string) => {
    const text = typed.trim().toLowerCase();
    const fits = ({ name, initials, category }: ServiceLine) =>
      name.toLowerCase().includes(text) || initials.includes(text) || serviceCategoryWords[category].includes(text);
    const choices = services.filter(fits).map((service) => ({
      id: service.id,
      label: service.name,
      detail: detailOf(service),
    }));
    return { choices, isLoading: false };
  };
  return (
    <Picker
      label={props.label ?? "约什么"}
      required
      placeholder="项目名称或拼音首字母，如 yz"
      value={props.value}
      useChoices={useChoices}
      onChange={(choice) => props.onChange(services.find(({ id }) => id === choice?.id) ?? null)}
      error={props.error}
      autoFocus={props.autoFocus ?? false}
      emptyText="没有这样的服务项目"
    />
  );
};
