import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";

/** Leads from a list to the import of what stands in it. */
export const ImportButton = ({ kind, isMain = false }: { kind: string; isMain?: boolean }) => {
  const navigate = useNavigate();
  return (
    <Button
      variant={isMain ? "filled" : "default"}
      onClick={() => void navigate({ to: "/import" as never, search: { kind } as never })}
    >
      导入
    </Button>
  );
};
