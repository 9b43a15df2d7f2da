import type { CommandName, FailOf, Role } from "#base/contract.ts";
import type { backupFolderProblems, backupKinds } from "./backup-contract.ts";
import type { systemContract } from "./contract.ts";
import type { importStates } from "./import-contract.ts";

type Fails = { [N in keyof typeof systemContract]: FailOf<(typeof systemContract)[N]> }[keyof typeof systemContract];

export const systemRefusals: Record<Fails, string> = {
  AlreadySetUp: "这里已经设置过了，请直接登录。",
  NoDemoHere: "这里不能建演示社区，请用演示参数另行启动。",
  AccountNameTaken: "已有同名的工作人员账号，请在姓名后加以区分。",
  LastAdmin: "至少要留一位管理员，否则没有人能再管理账号和备份。",
  CategoryTaken: "同一级里已有这个分类。",
  FileMissing: "没有收到这个文件，请再选一次。",
  TooManyReadings: "正在读的文件太多了，请等别人的导入结束后再来。",
  ImportNotReady: "表格还没有读好，请等一等再点。",
  NothingToImport: "表里没有一行数据。请检查表头选得对不对，或换一个文件。",
  JobIsOver: "这项工作已经结束。",
  BackupRunning: "正在备份、核对或恢复，请等它结束，或先取消它。",
  BackupNewer: "这份备份由更新版本的小板凳工作台保存。请安装新版本后再恢复。",
};

export const roleWords: Record<Role, string> = {
  viewer: "只读",
  clerk: "前台",
  secretary: "书记员",
  director: "负责人",
  admin: "管理员",
};

export const roleHints: Record<Role, string> = {
  viewer: "只看公开表述和统计，看不到个人信息",
  clerk: "登记诉求、派单、回访、打印、导入",
  secretary: "前台的全部，加上议题、会议、纪要",
  director: "书记员的全部，加上确定议题、审批、签发",
  admin: "账号、设置、备份与恢复；本身没有业务权限",
};

export const importStateWords: Record<(typeof importStates)[number], string> = {
  running: "导入中",
  done: "已导入",
  takingBack: "正在收回",
  takenBack: "已取消，没有留下",
};

export const backupKindWords: Record<(typeof backupKinds)[number], string> = {
  daily: "每天自动",
  request: "手动备份",
  beforeMigration: "升级之前",
  setAside: "恢复之前的数据",
  damaged: "已损坏，只作留存",
};

export const backupFolderWords: Record<(typeof backupFolderProblems)[number], string> = {
  notWhole: "请写完整的文件夹路径，例如 D:\\备份",
  missing: "没有这个文件夹，请检查路径，U盘有没有插好",
  inside: "这是程序自己的数据文件夹，请选另一块磁盘或U盘上的文件夹",
  notWritable: "这个文件夹不能写入，请换一个",
  full: "那里的空间不够放一份备份，请换一个",
  notReadable: "这个文件夹读不出来，请换一个",
};

/** In groups of eight, so that two of them can be compared by eye. */
export const hashWords = (hash: string): string => hash.match(/.{1,8}/g)?.join(" ") ?? "—";

/** 1536 MB → 1.5 GB */
export const sizeWords = (bytes: number): string => {
  const megabytes = bytes / 1024 / 1024;
  if (megabytes < 1) return "不到 1 MB";
  return megabytes < 1000 ? `${Math.round(megabytes)} MB` : `${(megabytes / 1024).toFixed(1)} GB`;
};

/** What a person did, as the audit log names it. */
export const systemOperationWords: Record<CommandName<typeof systemContract>, string> = {
  "system.changeCategory": "修改诉求分类",
  "system.exportCategories": "导出诉求分类",
  "system.setUp": "首次设置",
  "system.openDemo": "建演示社区",
  "system.signIn": "登录",
  "system.signOut": "退出登录",
  "system.lock": "锁定",
  "system.noteActivity": "在用",
  "system.changeOwnPin": "修改自己的 PIN",
  "system.addAccount": "添加账号",
  "system.changeAccount": "修改账号",
  "system.resetPin": "重设 PIN",
  "system.changeSettings": "修改社区与中心",
  "system.acceptClock": "确认电脑时间",
  "system.saveDraft": "留草稿",
  "system.dropDraft": "去掉草稿",
  "system.cancelJob": "取消正在做的工作",
  "system.readImport": "读取导入文件",
  "system.mapImport": "对应导入的列",
  "system.closeReading": "放弃导入",
  "system.startImport": "导入",
  "system.backUp": "备份",
  "system.checkBackup": "核对备份",
  "system.restoreBackup": "恢复备份",
  "system.rebuildSearch": "重建搜索",
};
