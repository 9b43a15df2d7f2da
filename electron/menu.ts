import type { MenuItemConstructorOptions } from "electron";

const line: MenuItemConstructorOptions = { type: "separator" };

/** The menu bar. Reloading and looking inside are for those who build the program. */
export const menuBar = (options: { isPackaged: boolean; print(): void }): MenuItemConstructorOptions[] => [
  {
    label: "文件(&F)",
    submenu: [
      { label: "打印…", accelerator: "CmdOrCtrl+P", click: options.print },
      line,
      { role: "quit", label: "退出" },
    ],
  },
  {
    label: "编辑(&E)",
    submenu: [
      { role: "undo", label: "撤销" },
      { role: "redo", label: "重做" },
      line,
      { role: "cut", label: "剪切" },
      { role: "copy", label: "复制" },
      { role: "paste", label: "粘贴" },
      { role: "pasteAndMatchStyle", label: "只粘贴文字" },
      line,
      { role: "selectAll", label: "全选" },
    ],
  },
  {
    label: "视图(&V)",
    submenu: [
      { role: "zoomIn", label: "放大" },
      { role: "zoomOut", label: "缩小" },
      { role: "resetZoom", label: "原来大小" },
      line,
      { role: "togglefullscreen", label: "全屏" },
      ...(options.isPackaged
        ? []
        : ([
            line,
            { role: "reload", label: "重新载入页面" },
            { role: "toggleDevTools", label: "开发者工具" },
          ] satisfies MenuItemConstructorOptions[])),
    ],
  },
  {
    label: "窗口(&W)",
    submenu: [
      { role: "minimize", label: "最小化" },
      { role: "close", label: "关闭" },
    ],
  },
  { label: "帮助(&H)", submenu: [{ role: "about", label: "关于小板凳工作台" }] },
];
