// Streamlit has its own few words in English alone. Where such a word stands, and nothing but it, it is put into Chinese.
"use strict";

const WORDS = new Map(Object.entries({
  // The frame.
  "Skip to main content": "跳到正文", "Main menu": "菜单", "Sidebar": "侧栏", "App pages": "页面", "Logo": "标志",
  "Expand sidebar": "展开侧栏", "Collapse sidebar": "收起侧栏", "Navigate to home page": "回到首页",
  "Theme": "主题", "System": "跟随系统", "Light": "浅色", "Dark": "深色", "Print": "打印", "Record screen": "录制屏幕",
  "Settings": "设置", "Rerun": "重新读取", "Stop": "停止", "About": "关于", "Made with Streamlit v": "基于 Streamlit ",
  "Copy version to clipboard": "复制版本号", "Copy to clipboard": "复制", "Copied": "已复制", "Copied!": "已复制",
  "Connecting": "正在连接", "Connection error": "连接中断", "Connecting to Streamlit server": "正在连接服务器",
  "Running...": "正在运行", "Loading...": "正在载入", "Close": "关闭", "Cancel": "取消", "Dismiss": "关闭",
  "Page not found": "没有这个页面", "Network issue": "网络中断", "Error": "出错", "Error:": "出错：", "add icon": "添加",
  "Record a screencast": "录制屏幕", "Also record audio": "同时录音", "Start recording!": "开始录制", "Stop recording": "停止录制",
  "The page that you have requested does not seem to exist. Running the app's main page.":
    "地址里的页面不存在，或本账号无权打开，已转到首页。",
  "Streamlit server is not responding. Are you connected to the internet?":
    "服务器没有应答，正在重新连接。连上以前请不要关闭或刷新页面。",
  "Connection timed out.": "连接超时。", "Connection lost. Please wait for the app to reconnect, then try again.":
    "连接中断，请等重新连上后再试。",
  // Fields.
  "Open": "展开", "Choose an option": "请选择", "Choose options": "请选择", "Select...": "请选择", "Select all": "全选",
  "Clear all": "全部清除", "Clear value": "清除", "Clear selection": "取消选择", "Clear": "清除", "Selected values": "已选",
  "Selectbox options": "可选项", "No results": "没有相符的选项", "No options": "没有可选项", "Type to search": "输入以查找",
  "Increment": "加", "Decrement": "减", "Show password": "显示密码", "Hide password": "隐藏密码", "Invalid input.": "填写有误。",
  "Press Enter to apply": "按回车键生效", "Press Enter to submit form": "按回车键提交", "Press Ctrl+Enter to apply": "按 Ctrl+回车键生效",
  "Press Ctrl+Enter to submit form": "按 Ctrl+回车键提交",
  "Choose date": "选择日期", "Choose date range": "选择起止日期", "Clear date": "清除日期", "Previous month": "上个月",
  "Next month": "下个月", "Previous": "上个月", "Next": "下个月", "Empty": "未填", "yyyy": "年", "mm": "月", "dd": "日",
  "Use arrow keys to navigate dates. Enter to select. Escape to close.": "方向键移动，回车键选定，Esc 键关闭。",
  // Files.
  "Upload": "选择文件", "Browse files": "选择文件", "Add files": "添加文件", "file upload": "选择文件",
  "Drag and drop a file here": "把文件拖到这里", "Drag and drop files here": "把文件拖到这里", "File type not allowed.": "不是可用的文件类型。",
  "Error uploading file": "文件没有传上来", "Error deleting file": "文件没有移除", "Network error": "网络中断",
  // Tables and pictures.
  "Fullscreen": "放大", "Close fullscreen": "还原", "Search": "查找", "Close Search": "关闭查找", "Previous Result": "上一处",
  "Next Result": "下一处", "Show/hide columns": "显示或隐藏列", "Sort ascending": "升序", "Sort descending": "降序",
  "Pin column": "固定此列", "Unpin column": "取消固定", "Hide column": "隐藏此列", "Autosize": "自动列宽", "Format": "格式",
  "Statistics": "统计", "Copy column name": "复制列名", "Dataframe column menu": "列菜单", "Add row": "增加一行",
  "Delete row(s)": "删除行", "Automatic": "自动", "Localized": "本地格式", "Plain": "原样", "Compact": "缩写", "Percent": "百分比",
  "Dollar": "美元", "Euro": "欧元", "Yen": "日元", "Accounting": "会计", "Bytes": "字节", "Scientific": "科学记数",
  "Engineering": "工程记数", "Distance": "距今", "Calendar": "日历", "Distinct": "不同值", "Minimum": "最小", "Maximum": "最大",
  "Median": "中位数", "Average": "平均", "Values": "有值", "No data": "无数据", "Based on sample": "按抽样",
  "Pagination": "分页", "Next page": "下一页", "Previous page": "上一页",
}));

const PATTERNS = [
  [/^(\d+) options? available\.$/, "$1个可选项。"],
  [/^(Fullscreen|Close fullscreen|Search|Show\/hide columns|Help for|Remove|Choose date):?,? (.+)$/,
    (_, what, of) => `${{"Help for": "说明", "Remove": "移除"}[what] ?? WORDS.get(what)}：${of}`],
  [/^(year|month|day), (.+)$/, (_, part, of) => `${of}：${{year: "年", month: "月", day: "日"}[part]}`],
  [/^Selected Date: (.+)$/, (_, day) => `已选日期：${new Date(day).toLocaleDateString("zh-CN", {dateStyle: "long"})}`],
  [/^Page (\d+)$/, "第$1页"],
  [/^(\d+)MB per file$/, "每个文件不超过$1 MB"],
  [/^File must be ([\d.]+)MB or smaller\.$/, "文件不能超过$1 MB。"],
  [/^\S+ files are not allowed\.$/, "不是可用的文件类型。"],
  [/^This app has encountered an error\..*$/s, "这一页出错了，没有显示完整。原因已记入服务器日志，请告诉管理员。"],
  [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "最多选$1项，请先去掉一项。"],
];
const ATTRIBUTES = ["title", "aria-label", "placeholder", "alt", "aria-valuetext"];
const LATIN = /[A-Za-z]{2,}/;
const ICONS = "[data-testid=stIconMaterial], script, style";

function inChinese(text) {
  const words = text.trim();
  if (!LATIN.test(words)) return text;
  const known = WORDS.get(words);
  if (known !== undefined) return known;
  const [pattern, said] = PATTERNS.find(([one]) => one.test(words)) ?? [];
  return pattern ? words.replace(pattern, said) : text;
}

function putText(node) {
  if (node.parentElement?.closest(ICONS)) return;
  const said = inChinese(node.nodeValue);
  if (said !== node.nodeValue) node.nodeValue = said;
}

function putAttribute(element, name) {
  const stands = element.getAttribute(name);
  const said = stands && inChinese(stands);
  if (said !== stands) element.setAttribute(name, said);
}

function put(root) {
  if (root.nodeType === Node.TEXT_NODE) return putText(root);
  if (root.nodeType !== Node.ELEMENT_NODE) return;
  for (const element of [root, ...root.querySelectorAll(ATTRIBUTES.map(one => `[${one}]`).join())])
    for (const name of ATTRIBUTES) putAttribute(element, name);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) putText(texts.currentNode);
}

function onChange(changes) {
  for (const one of changes) {
    if (one.type === "attributes") putAttribute(one.target, one.attributeName);
    else if (one.type === "characterData") putText(one.target);
    else one.addedNodes.forEach(put);
  }
}

new MutationObserver(onChange).observe(document.documentElement, {
  subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
});
