import { Alert, Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

/** After a Conflict: reads the record again, and then lets the form begin anew from it. */
export const ConflictNotice = ({ onReloaded }: { onReloaded(): void }) => {
  const client = useQueryClient();
  const [isReading, setReading] = useState(false);
  return (
    <Alert color="orange" title="没有保存：另一位同事刚改过这条记录" mb="sm">
      您写的还在下面，可以先记下来。点“重新载入”看最新内容，再改一次。{" "}
      <Button
        size="compact-sm"
        variant="default"
        loading={isReading}
        onClick={async () => {
          setReading(true);
          await client.invalidateQueries();
          // What was read reaches the page one turn later.
          await new Promise((resolve) => setTimeout(resolve));
          onReloaded();
        }}
      >
        重新载入
      </Button>
    </Alert>
  );
};
