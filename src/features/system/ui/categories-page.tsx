import { Badge, Button, Drawer, Group, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { z } from "zod";
import { useAddress } from "#ui/address.ts";
import { tellDone } from "#ui/asking.tsx";
import { useMay } from "#ui/caller.ts";
import { FormFrame } from "#ui/form.tsx";
import { EmptyState, RecordList } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";
import { useRecordForm } from "#ui/record-form.tsx";
import { type Category, categoryContract } from "../category-contract.ts";
import { useAnswer, useCommand } from "./door.ts";
import { ExportButton } from "./export-button.tsx";
import { ImportButton } from "./import-button.tsx";

const Address = z.object({
  typed: z.string().default(""),
  retired: z.boolean().default(false),
  open: z.string().default(""),
});

const ChangeCategory = ({ category, onDone }: { category: Category; onDone(): void }) => {
  const { code, name, isRetired, version } = category;
  const change = useCommand("system.changeCategory");
  const { form, save, notice } = useRecordForm(
    {
      empty: { code, name, isRetired, version },
      schema: categoryContract["system.changeCategory"].input,
      save: change.run,
    },
    `system.category.${code}`,
  );
  return (
    <FormFrame
      form={form}
      label="修改分类"
      onSave={async (values) => {
        const reply = await save(values);
        if (reply.ok) {
          tellDone("已保存");
          onDone();
        }
        return reply;
      }}
      saveButton={
        <Button type="submit" loading={change.isRunning}>
          保存
        </Button>
      }
    >
      {notice}
      <Stack gap="sm">
        <TextInput label="分类名称" required data-autofocus {...form.getInputProps("name")} />
        <Switch
          label="还在用"
          description={
            category.level < 3
              ? "停用后连同下级都不能再选，过去的诉求仍写着这个分类"
              : "停用后不能再选，过去的诉求仍写着这个分类"
          }
          checked={!form.values.isRetired}
          onChange={(event) => form.setFieldValue("isRetired", !event.currentTarget.checked)}
        />
      </Stack>
    </FormFrame>
  );
};

/** 诉求分类: the tree as a list, in the order of its codes. */
export const CategoriesPage = () => {
  const [{ typed, retired, open }, setAddress] = useAddress(Address);
  const [filter, setFilter] = useState(typed);
  const answer = useAnswer("system.listCategories", { withRetired: retired }, { keepsPrevious: true });
  const may = useMay();
  const exportList = useCommand("system.exportCategories");
  const words = filter.trim();
  const rows = answer.data?.categories
    .filter(({ path, code }) => words === "" || path.includes(words) || code === words)
    .map((category) => ({ ...category, id: category.code }));
  // One that a colleague renames meanwhile stays open, whatever is searched for.
  const opened = answer.data?.categories.find(({ code }) => code === open);
  return (
    <Page
      title="诉求分类"
      action={
        <>
          <ExportButton start={(format) => exportList.run({ format })} />
          {may("admin") && <ImportButton kind="categories" isMain />}
        </>
      }
      filters={
        <>
          <TextInput
            aria-label="在分类里找"
            placeholder="分类的字，或代码"
            value={filter}
            onChange={(event) => {
              setFilter(event.currentTarget.value);
              setAddress({ typed: event.currentTarget.value }, { replaces: true });
            }}
          />
          <Switch
            label="也列出停用的"
            checked={retired}
            onChange={(event) => setAddress({ retired: event.currentTarget.checked }, { replaces: true })}
          />
        </>
      }
    >
      <div className="panel">
        <RecordList
          label="诉求分类"
          rows={rows}
          openId={open || null}
          onOpen={(id) => setAddress({ open: may("admin") ? (id ?? "") : "" })}
          empty={
            <EmptyState
              title={words === "" ? "还没有诉求分类" : `没有带“${words}”的分类`}
              hint="从表格导入一级、二级、三级分类，登记诉求时就能选。"
              action={may("admin") && <ImportButton kind="categories" isMain />}
            />
          }
          columns={[
            { key: "code", title: "代码", width: "9rem", render: ({ code }) => code },
            {
              key: "name",
              title: "分类",
              render: ({ name, level, isRetired }) => (
                <Group gap={6} pl={`${(level - 1) * 1.5}rem`} wrap="nowrap">
                  {name}
                  {isRetired && (
                    <Badge color="gray" variant="light">
                      已停用
                    </Badge>
                  )}
                </Group>
              ),
            },
            { key: "path", title: "全路径", render: ({ path }) => path },
          ]}
        />
      </div>
      <Drawer
        opened={opened !== undefined}
        onClose={() => setAddress({ open: "" })}
        position="right"
        title={opened?.path ?? ""}
        closeButtonProps={{ "aria-label": "关闭" }}
      >
        {opened && <ChangeCategory key={opened.code} category={opened} onDone={() => setAddress({ open: "" })} />}
      </Drawer>
    </Page>
  );
};
