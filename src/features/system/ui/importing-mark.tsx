import { Badge } from "@mantine/core";

/** Of a record that an import has written which is not over. */
export const ImportingMark = () => (
  <Badge
    color="blue"
    variant="light"
    size="sm"
    title="正在导入的表格写进来的。导入如果取消，没有人办过的会收回，有人办过的会留下。"
  >
    导入中
  </Badge>
);
