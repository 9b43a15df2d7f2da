import { Alert, Button, Group } from "@mantine/core";
import type { useFormDraft } from "./form-draft.ts";
import { TimeText } from "./moment.tsx";

type Draft = Pick<ReturnType<typeof useFormDraft>, "takeUp" | "drop"> & { offered: { updatedAt: string } | null };

/** Offers what was left half-written. */
export const DraftOffer = ({ draft }: { draft: Draft }) =>
  draft.offered && (
    <Alert color="blue" py="xs" mb="sm" role="status">
      <Group gap="sm">
        <span>
          有一份没写完的草稿（
          <TimeText at={draft.offered.updatedAt} />）
        </span>
        <Button size="compact-sm" variant="default" onClick={draft.takeUp}>
          接着写
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={draft.drop}>
          不要了
        </Button>
      </Group>
    </Alert>
  );
