// The prebuilt database modules are named by the target's platform, while `${platform}` in a pattern would be that of
// the machine that builds. A platform's own list replaces the general one, so each says everything.
const files = (...otherPlatforms) => [
  "out/**",
  "package.json",
  "!out/main/serve.js",
  "!**/*.map",
  "!node_modules/better-sqlite3/{deps,src}/**",
  "!node_modules/better-sqlite3/binding.gyp",
  // Only needed to compile the database module.
  "!node_modules/node-addon-api/**",
  `!node_modules/better-sqlite3/prebuilds/{${otherPlatforms.join(",")}}-*.node`,
];

/** @type {import("electron-builder").Configuration} */
module.exports = {
  appId: "cn.xiaobandeng.workstation",
  productName: "小板凳工作台",
  copyright: "Copyright © 2026 小板凳工作台",
  directories: { output: "dist", buildResources: "build" },
  asar: true,
  // The database module brings its binary along; building it would need Electron's headers from the network.
  npmRebuild: false,
  // The packages name a contact and a place on the net; whoever releases the program puts in their own.
  extraMetadata: {
    author: { name: "小板凳工作台", email: "desk@xiaobandeng.example" },
    homepage: "https://xiaobandeng.example",
  },
  // The core process and its worker, and what they load, are read without the archive.
  asarUnpack: ["out/main/**", "package.json", "node_modules/better-sqlite3/**"],
  extraResources: [{ from: "resources", to: "resources" }],
  electronLanguages: ["zh-CN", "en-US"],
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  win: {
    target: [{ target: "nsis", arch: ["x64"] }],
    icon: "build/icon.png",
    files: files("linux", "linuxmusl", "darwin"),
  },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    installerLanguages: ["zh_CN"],
    language: "2052",
    // Uninstalling the program never takes a centre's records with it.
    deleteAppDataOnUninstall: false,
  },
  linux: {
    target: [{ target: "deb", arch: ["x64", "arm64"] }],
    executableName: "xiaobandeng",
    icon: "build/icon.png",
    category: "Office",
    maintainer: "小板凳工作台 <desk@xiaobandeng.example>",
    synopsis: "社区党群服务中心的议事会工作站",
    files: files("linuxmusl", "darwin", "win32"),
  },
  publish: null,
};
