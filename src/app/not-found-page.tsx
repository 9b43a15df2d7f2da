import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { EmptyState } from "#ui/list.tsx";
import { Page } from "#ui/page.tsx";

/** An address that leads nowhere: mistyped, or kept from an older version. */
export const NotFoundPage = () => {
  const navigate = useNavigate();
  return (
    <Page title="没有这个页面">
      <EmptyState
        title="这个地址打不开"
        hint="地址可能写错了，或者是旧版本里的。记录都在，可以从左边的菜单进去。"
        action={
          <Button autoFocus onClick={() => void navigate({ to: "/" as never, search: {} as never })}>
            回到今日
          </Button>
        }
      />
    </Page>
  );
};
