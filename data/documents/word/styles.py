"""The named styles: fonts, sizes and indents of GB/T 9704-2012, so that a clerk can go on writing in them."""

from dataclasses import dataclass

from data.documents.palette import FAINT_INK, RED_HEAD
from data.documents.printed.widths import TEXT_WIDTH
from data.documents.word.markup import NAMES
from data.documents.word.measures import LINE, twips

SONG_TITLE = "方正小标宋_GBK"
"""Not 方正小标宋简体, which holds no more than GB 2312: it lacks 垟."""
FANGSONG, HEITI, KAITI, SONGTI = "仿宋", "黑体", "楷体", "宋体"
FONT_TABLE = (
    (SONG_TITLE, "方正小标宋简体"), (FANGSONG, "FangSong"), (HEITI, "SimHei"), (KAITI, "KaiTi"), (SONGTI, "SimSun"),
)
"""Each with the name by which Word looks for it next."""
TWO_CHARACTERS = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
CENTRED, JUSTIFIED = '<w:jc w:val="center"/>', '<w:jc w:val="both"/>'
OFF_GRID = '<w:snapToGrid w:val="0"/>'
KEPT = "<w:keepNext/><w:keepLines/>"
CLOSE = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
"""No gap between Chinese and Latin letters, so that a line holds as much as in every other format."""


@dataclass(frozen=True)
class Style:
    """size: of the letters in half points. look: paragraph properties, in the schema's order."""

    key: str
    name: str
    font: str = FANGSONG
    size: int = 32
    look: str = ""
    bold: bool = False
    colour: str = ""
    spacing: int = 0
    """Between letters, in twips."""


def exact(line: int, before: int = 0, after: int = 0) -> str:
    """``w:spacing`` of lines that high."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _rule(side: str, size: int) -> str:
    """size: in eighths of a point; the imprint's outer rules have 0.35 mm, the inner one 0.25 mm."""
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="3" w:color="000000"/>'


def _cell(size: int, name: str) -> Style:
    look = f'{OFF_GRID}{exact(size * 15)}<w:ind w:firstLine="0"/><w:jc w:val="left"/>'
    return Style(f"Cell{size}", name, size=size, look=look)


STYLES = (
    Style("BodyText", "Body Text", look=TWO_CHARACTERS, spacing=-5),
    Style("Heading1", "heading 1", HEITI, look=f'{KEPT}{TWO_CHARACTERS}<w:outlineLvl w:val="0"/>', spacing=-5),
    Style("Heading2", "heading 2", KAITI, look=f'{KEPT}{TWO_CHARACTERS}<w:outlineLvl w:val="1"/>', spacing=-5),
    Style("Heading3", "heading 3", look=f'{KEPT}{TWO_CHARACTERS}<w:outlineLvl w:val="2"/>', bold=True,
          spacing=-5),
    Style("Title", "Title", SONG_TITLE, 44, f'{KEPT}{OFF_GRID}{exact(660, 2 * LINE, LINE)}{CENTRED}'),
    Style("Issuer", "发文机关标志", SONG_TITLE, 84,
          f"<w:keepNext/>{OFF_GRID}{exact(1000, twips(35))}{CENTRED}",
          colour=RED_HEAD),
    Style("PaperNumber", "发文字号", look=(
        f'<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="18" w:space="11" w:color="{RED_HEAD}"/></w:pBdr>'
        f"{exact(LINE, 2 * LINE)}{CENTRED}"
    )),
    Style("Addressee", "主送机关", look=JUSTIFIED, spacing=-5),
    Style("Signature", "Signature", look=f'{KEPT}<w:jc w:val="right"/>', spacing=-5),
    Style("Remark", "附注", look=TWO_CHARACTERS, spacing=-5),
    Style("Caption", "caption", HEITI, 24, f"{KEPT}{OFF_GRID}{exact(400, 120, 60)}{CENTRED}"),
    Style("Chart", "图", size=24, look=(
        f'{KEPT}{OFF_GRID}<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>'
        f"{CENTRED}"
    )),
    Style("Note", "图注", size=21, look=f"{OFF_GRID}{exact(340, 0, 120)}{CENTRED}"),
    _cell(24, "表格小四"), _cell(21, "表格五号"), _cell(18, "表格小五"), _cell(16, "表格六号"),
    Style("Imprint", "版记", size=28, look=(
        f'<w:pBdr>{_rule("top", 8)}{_rule("bottom", 8)}{_rule("between", 6)}</w:pBdr>'
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH - 280}"/></w:tabs>{OFF_GRID}{exact(480)}'
        '<w:ind w:left="1120" w:hanging="1120"/><w:jc w:val="left"/>'
    )),
    Style("End", "文末", size=2, look=f"{OFF_GRID}{exact(20)}"),
    Style("PageNumber", "页码", SONGTI, 28, f"{OFF_GRID}{exact(320)}"),
    Style("Stamp", "存证信息", SONGTI, 15, f"{OFF_GRID}{exact(200, 80)}{CENTRED}", colour=FAINT_INK),
)


def styles_xml() -> str:
    """The whole part."""
    return (
        f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr>{_letters(FANGSONG, 32)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{CLOSE}{exact(LINE)}{JUSTIFIED}</w:pPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f"{''.join(map(_style, STYLES))}</w:styles>"
    )


def font_table_xml() -> str:
    """The whole part."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>' for name, other in FONT_TABLE
    )
    return f"<w:fonts {NAMES}>{fonts}</w:fonts>"


def _style(one: Style) -> str:
    spacing = f'<w:spacing w:val="{one.spacing}"/>' if one.spacing else ""
    bold = "<w:b/>" if one.bold else ""
    colour = f'<w:color w:val="{one.colour}"/>' if one.colour else ""
    letters = _letters(one.font, one.size, bold, colour + spacing)
    return (
        f'<w:style w:type="paragraph" w:styleId="{one.key}"><w:name w:val="{one.name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/><w:pPr>{one.look}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _letters(font: str, size: int, before: str = "", between: str = "") -> str:
    faces = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rFonts{faces}/>{before}{between}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
