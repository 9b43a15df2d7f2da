import {
  Alert,
  AppShell,
  Badge,
  Box,
  Button,
  Group,
  Menu,
  NavLink,
  ScrollArea,
  Text,
  UnstyledButton,
} from "@mantine/core";
import {
  IconChevronDown,
  IconLock,
  IconSearch,
  IconSwitchHorizontal,
  IconTextSize,
  IconUserCircle,
} from "@tabler/icons-react";
import { Link, Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { mayDo, type Role } from "#base/contract.ts";
import type { NavEntry, QuickAdd } from "./feature.ts";

export type FramePerson = { name: string; post: string; roles: readonly Role[] };

const Count = ({ useCount }: { useCount: () => number }) => {
  const count = useCount();
  return count > 0 ? (
    <Badge size="sm" variant="light" color="party" circle={count < 10} aria-label={`${count} 件`}>
      {count > 999 ? "999+" : count}
    </Badge>
  ) : null;
};

/** The left and the top of every page. */
export const Frame = (props: {
  nav: readonly NavEntry[];
  quickAdds: readonly QuickAdd[];
  person: FramePerson;
  placeName: string;
  notice: ReactNode;
  isLarge: boolean;
  onLarge(isLarge: boolean): void;
  onLock(): void;
  onSwitch(): void;
  onOwnPin(): void;
  search: { open(): void; element: ReactNode };
}) => {
  const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const { roles } = props.person;
  const entries = props.nav.filter(
    ({ needs = "viewer", hiddenFrom }) => mayDo(roles, needs) && !(hiddenFrom && mayDo(roles, hiddenFrom)),
  );
  // What the search finds is the desk's.
  const maySearch = mayDo(roles, "clerk");
  const groups = [...new Set(entries.map((entry) => entry.group))];
  const quickAdds = props.quickAdds.filter((add) => mayDo(roles, add.needs));
  const { search } = props;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey && event.key.toLowerCase() === "k") {
        event.preventDefault();
        if (maySearch) search.open();
      } else {
        const add = quickAdds.find(({ key }) => key === event.key);
        if (!add) return;
        event.preventDefault();
        void navigate({ to: add.path as never, search: {} as never });
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <AppShell header={{ height: "3.25rem" }} navbar={{ width: "10rem", breakpoint: 0 }} padding={0}>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <img src="./icon.svg" alt="" width={26} height={26} />
            <Text fw={700} style={{ whiteSpace: "nowrap" }}>
              小板凳工作台
            </Text>
            <Text size="sm" c="dimmed" className="place-name" truncate maw="16rem">
              {props.placeName}
            </Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {maySearch && (
              <UnstyledButton className="search-button" onClick={props.search.open}>
                <IconSearch size={16} />
                <Text span size="sm" c="dimmed">
                  查找人、诉求、任务…
                </Text>
                <kbd>Ctrl K</kbd>
              </UnstyledButton>
            )}
            {quickAdds.map((add) => (
              <Button
                key={add.key}
                variant="default"
                size="xs"
                onClick={() => void navigate({ to: add.path as never, search: {} as never })}
                rightSection={<kbd>{add.key}</kbd>}
              >
                {add.label}
              </Button>
            ))}
            <Menu position="bottom-end" width="14rem">
              <Menu.Target>
                <Button
                  variant="subtle"
                  color="dark"
                  size="xs"
                  leftSection={<IconUserCircle size={18} />}
                  rightSection={<IconChevronDown size={14} />}
                >
                  {props.person.name}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{props.person.post || "工作人员"}</Menu.Label>
                <Menu.Item leftSection={<IconLock size={16} />} rightSection={<kbd>Ctrl L</kbd>} onClick={props.onLock}>
                  锁定
                </Menu.Item>
                <Menu.Item leftSection={<IconSwitchHorizontal size={16} />} onClick={props.onSwitch}>
                  换人
                </Menu.Item>
                <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={props.onOwnPin}>
                  修改我的 PIN
                </Menu.Item>
                <Menu.Item leftSection={<IconTextSize size={16} />} onClick={() => props.onLarge(!props.isLarge)}>
                  {props.isLarge ? "恢复正常字号" : "大字模式"}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar>
        <ScrollArea>
          <nav aria-label="主菜单">
            {groups.map((group) => (
              <Box key={group} mb={4}>
                {group !== "" && (
                  <Text size="xs" c="dimmed" fw={700} px="sm" pt="sm" pb={2}>
                    {group}
                  </Text>
                )}
                {entries
                  .filter((entry) => entry.group === group)
                  .map((entry) => (
                    <NavLink
                      key={entry.path}
                      label={entry.label}
                      component={Link}
                      {...({ to: entry.path, search: {} } as object)}
                      active={entry.path === "/" ? path === "/" : path.startsWith(entry.path)}
                      leftSection={<entry.icon size={18} stroke={1.6} />}
                      rightSection={entry.useCount && <Count useCount={entry.useCount} />}
                      py={6}
                    />
                  ))}
              </Box>
            ))}
          </nav>
        </ScrollArea>
      </AppShell.Navbar>
      <AppShell.Main>
        {props.notice && (
          <Alert color="orange" m="sm" mb={0}>
            {props.notice}
          </Alert>
        )}
        <Outlet />
      </AppShell.Main>
      {props.search.element}
    </AppShell>
  );
};
