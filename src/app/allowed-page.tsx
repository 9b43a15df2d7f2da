import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { mayDo, type Role, roles } from "#base/contract.ts";
import { roleWords } from "#features/system/words.ts";
import { useMay } from "#ui/caller.ts";
import type { PageRoute } from "#ui/feature.ts";
import { EmptyState } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";

const NotForYou = ({ needs, isPrint }: { needs: Role; isPrint: boolean }) => {
  const navigate = useNavigate();
  const holders = roles.filter((role) => mayDo([role], needs)).map((role) => roleWords[role]);
  const words = (
    <Page title="您的账号不能看这一页">
      <EmptyState
        title={`这一页是给${holders.join("、")}用的`}
        hint="工作需要的话，请管理员在“系统 → 账号”里给您加上。"
        action={
          <Button autoFocus onClick={() => void navigate({ to: "/" as never, search: {} as never })}>
            回到今日
          </Button>
        }
      />
    </Page>
  );
  // A paper has no frame around it, which would be the main part of the page.
  return isPrint ? <main>{words}</main> : words;
};

/** The page of a route for whoever may open it, and a sentence for everybody else who has its address. */
export const allowedPage = ({ page: OwnPage, needs = "viewer", isPrint = false }: PageRoute): (() => ReactNode) =>
  function AllowedPage() {
    const may = useMay();
    return may(needs) ? <OwnPage /> : <NotForYou needs={needs} isPrint={isPrint} />;
  };
