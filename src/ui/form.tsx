import { Group, Text } from "@mantine/core";
import { type UseFormReturnType, useForm as useMantineForm } from "@mantine/form";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { FieldProblem, Reply } from "#base/contract.ts";

const focusable =
  "input:not([type=hidden]):not([disabled]), textarea:not([disabled]), button[data-form-stop]:not([disabled])";

const isTyping = (event: KeyboardEvent) => event.nativeEvent.isComposing || event.keyCode === 229;

/** Radio buttons of one name are one stop: the chosen one, or the first. */
const isStop = (field: HTMLElement, form: HTMLFormElement): boolean => {
  if (!(field instanceof HTMLInputElement) || field.type !== "radio") return true;
  const group = [...form.querySelectorAll<HTMLInputElement>(`input[name="${CSS.escape(field.name)}"]`)];
  return field === (group.find((radio) => radio.checked) ?? group[0]);
};

const isShown = (field: HTMLElement) => field.offsetParent !== null || field.closest("[role=radiogroup]") !== null;

const focusNext = (form: HTMLFormElement, from: EventTarget) => {
  const fields = [...form.querySelectorAll<HTMLElement>(focusable)].filter(
    (field) => field === from || (field.tabIndex >= 0 && isShown(field) && isStop(field, form)),
  );
  const next = fields[fields.indexOf(from as HTMLElement) + 1];
  if (next) next.focus();
  else form.querySelector<HTMLElement>("button[type=submit]")?.focus();
};

export const focusFirstProblem = (form: HTMLElement) => {
  form.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid=true] input, [data-error=true] input")?.focus();
};

export type EntryForm<V extends Record<string, unknown>> = UseFormReturnType<V> & {
  /** Marks what the core found wrong; true when a field was marked. */
  markProblems(fields: readonly FieldProblem[] | undefined): boolean;
  /** What is wrong with a field or with anything inside it. */
  errorOf(path: keyof V & string): ReactNode;
};

/** A form checked by the schema that the core will check it with. */
export const useEntryForm = <V extends Record<string, unknown>>(initialValues: V, schema: z.ZodType): EntryForm<V> => {
  const form = useMantineForm<V>({
    initialValues,
    validate: (values) => {
      const result = schema.safeParse(values);
      if (result.success) return {};
      const errors: Record<string, string> = {};
      for (const issue of result.error.issues) errors[issue.path.join(".")] ??= issue.message;
      return errors;
    },
  });
  return Object.assign(form, {
    markProblems: (fields: readonly FieldProblem[] | undefined) => {
      for (const field of fields ?? []) form.setFieldError(field.path, field.message);
      return (fields ?? []).some((field) => field.path !== "");
    },
    errorOf: (path: keyof V & string) =>
      Object.entries(form.errors).find(([key]) => key === path || key.startsWith(`${path}.`))?.[1],
  });
};

/**
 * The frame of every form: Enter goes to the next field, Ctrl+Enter saves, and an Enter that ends an input-method
 * composition does neither.
 */
export const FormFrame = <V extends Record<string, unknown>>(props: {
  form: EntryForm<V>;
  onSave(values: V): Promise<Reply<unknown>>;
  children: ReactNode;
  /** Buttons beside the saving one. */
  actions?: ReactNode;
  saveButton: ReactNode;
  label: string;
}) => {
  const element = useRef<HTMLFormElement>(null);
  const [isHinted, setHinted] = useState(false);
  const [problemCount, setProblemCount] = useState(0);

  const save = async () => {
    const { hasErrors } = props.form.validate();
    if (!hasErrors) {
      setHinted(false);
      const reply = await props.onSave(props.form.getValues());
      if (reply.ok || !props.form.markProblems(reply.fields)) return;
    }
    setHinted(true);
    setProblemCount((count) => count + 1);
  };

  // Only once the page shows the marks, however long it takes to: the first of them gets the focus.
  useEffect(() => {
    if (problemCount > 0 && element.current) focusFirstProblem(element.current);
  }, [problemCount]);

  /** A closed list of choices is a field like any other: Enter goes on, ↓ or the space bar opens it. */
  const onKeyDownCapture = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey || isTyping(event)) return;
    const target = event.target as HTMLElement;
    if (!target.matches("input[readonly][aria-haspopup=listbox]:not([data-expanded])")) return;
    event.preventDefault();
    event.stopPropagation();
    focusNext(event.currentTarget, target);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== "Enter" || isTyping(event)) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      void save();
      return;
    }
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || target.tagName === "TEXTAREA" || target.tagName === "BUTTON") return;
    event.preventDefault();
    focusNext(event.currentTarget, target);
  };

  return (
    <form
      ref={element}
      aria-label={props.label}
      noValidate
      onKeyDownCapture={onKeyDownCapture}
      // What is typed into a list that stands on a choice already looks for another.
      onFocus={({ target }) => {
        if (target instanceof HTMLInputElement && target.matches("[aria-haspopup=listbox]:not([readonly])"))
          target.select();
      }}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {props.children}
      <Group mt="md" justify="flex-end" gap="sm" className="form-foot">
        {isHinted && Object.keys(props.form.errors).length > 0 && (
          <Text c="red.9" size="sm" role="status" mr="auto">
            有 {Object.keys(props.form.errors).length} 处需要改
          </Text>
        )}
        {props.actions}
        {props.saveButton}
      </Group>
    </form>
  );
};
