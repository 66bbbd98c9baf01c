"""Which font stands for which of GB/T 9704: the county's own where they lie in a folder, else Noto, which comes along.

Typst takes another font without a word when it does not find one, so every name is looked up before.
"""

from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
ROLES: dict[str, tuple[str, ...]] = {
    "title": ("FZXiaoBiaoSong-B05", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "方正小标宋简体", SERIF),
    "body": ("FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋", SERIF),
    "heading": ("SimHei", "黑体", "STHeiti", "华文黑体", SANS),
    "kai": ("KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体", SERIF),
    "song": ("SimSun", "宋体", "STSong", "华文宋体", SERIF),
    "chart": (SANS,),
}
"""The names by which fonts of each kind go, the best first."""


class FontError(Exception):
    """A font that a paper needs cannot be read."""


def load(folder: Path | None) -> typst.Fonts:
    """Noto, and what lies in the folder. Fonts of the machine are left out: a paper looks alike everywhere."""
    inside = folder.iterdir() if folder and folder.is_dir() else iter(())
    own = sorted(path for path in inside if path.suffix.lower() in SUFFIXES)
    paths = [str(pylopdf_fonts_zh_cn.serif_path()), str(pylopdf_fonts_zh_cn.sans_path()), *map(str, own)]
    folders = list(dict.fromkeys(str(Path(path).parent) for path in paths))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    readable = {font.path for font in fonts.fonts()}
    unread = [Path(path).name for path in paths if path not in readable]
    if unread:
        raise FontError(f"字体文件无法读取：{'、'.join(unread)}。请在字体文件夹中换上完好的文件，或将其移除后再生成。")
    return fonts


def chosen(fonts: typst.Fonts) -> dict[str, list[str]]:
    """For every role the best font there is, and Noto for characters that it lacks, such as 垟."""
    found = {name.lower() for name in fonts.families()}
    return {role: _best(names, found) for role, names in ROLES.items()}


def _best(names: tuple[str, ...], found: set[str]) -> list[str]:
    best = next((name for name in names if name.lower() in found), None)
    if best is None or names[-1].lower() not in found:
        raise FontError(f"缺少字体“{names[-1]}”，无法生成PDF。请重新安装依赖 pylopdf-fonts-zh-cn。")
    return list(dict.fromkeys([best, names[-1]]))
