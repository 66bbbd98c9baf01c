"""Papers that somebody edited outside and brought back: kept beside the frozen version, whoever made either."""

import hashlib
import re
from dataclasses import dataclass

from sqlalchemy import Engine, select
from sqlmodel import Session

from core.access import User
from data.acts import ActKind, Done, append, denying, record, utc_now
from data.engine import alone, reading_connection, writing
from data.freezing import MAKING, PAPERS_LOCK
from data.intake.schema import table_of
from data.papers import PaperError, paper_of
from data.tables import PaperFile, Submission

MAGIC = {"docx": b"PK", "pptx": b"PK", "xlsx": b"PK", "pdf": b"%PDF"}
"""Ending of the name -> what such a file begins with."""
MOST_BYTES = 20 * 1024 * 1024
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')
FILE = table_of(PaperFile).c


@dataclass(frozen=True)
class FileEntry:
    """One file beside a paper."""

    id: int
    filename: str
    note: str
    uploaded_at: str
    uploaded_by: str


def attach(engine: Engine, user: User, paper_id: int, filename: str, content: bytes, *, note: str, key: str) -> None:
    """Keep a file beside a paper; the same key again keeps nothing more. Raises AccessError and PaperError."""
    kept = paper_of(engine, user, paper_id)
    with denying(engine, user, f"{kept.stamp.number} 上传修改稿"):
        user.require(MAKING[kept.paper.kind])
    name = NOT_IN_NAMES.sub("_", filename).strip()[-120:]
    if problem := problem_with(name, content):
        raise PaperError(problem)
    with writing(engine) as session:
        alone(session, PAPERS_LOCK)
        if session.get(Submission, key) is None:
            _keep(session, user, paper_id, name, content, note, key, kept.stamp.number)


def problem_with(filename: str, content: bytes) -> str | None:
    """Why such a file is not taken, in a sentence."""
    ending = filename.rpartition(".")[2].lower()
    if ending not in MAGIC:
        return f"“{filename}”不是可以上传的文件，请上传 {'、'.join(MAGIC)} 文件。"
    if len(content) > MOST_BYTES:
        return f"“{filename}”超过{MOST_BYTES // 1024 ** 2} MB，请压缩其中的图片后再上传。"
    if not content.startswith(MAGIC[ending]):
        return f"“{filename}”的内容不是 {ending} 文件，请用办公软件另存后再上传。"
    return None


def _keep(
    session: Session, user: User, paper_id: int, name: str, content: bytes, note: str, key: str, number: str,
) -> None:
    digest = hashlib.sha256(content).hexdigest()
    session.add(PaperFile(
        paper_id=paper_id, filename=name, content=content, hash=digest, note=note.strip(), uploaded_at=utc_now(),
        uploaded_by=user.full_name,
    ))
    act = append(session, user, Done(ActKind.PAPER, f"{number} 上传修改稿", {
        "文件": paper_id, "文件名": name, "校验值": digest, "说明": note.strip(),
    }))
    session.add(Submission(key=key, account=user.name, act_sequence=act))


def files_of(engine: Engine, user: User, paper_id: int) -> list[FileEntry]:
    """The latest first. Raises AccessError where the paper is out of reach."""
    paper_of(engine, user, paper_id)
    wanted = select(FILE.id, FILE.filename, FILE.note, FILE.uploaded_at, FILE.uploaded_by)
    with reading_connection(engine) as connection:
        rows = connection.execute(wanted.where(FILE.paper_id == paper_id).order_by(FILE.id.desc())).mappings()
        return [FileEntry(**row) for row in rows]


def take_file(engine: Engine, user: User, paper_id: int, file_id: int) -> bytes:
    """Its content, with an act that says who took it. Raises AccessError."""
    kept = paper_of(engine, user, paper_id)
    with reading_connection(engine) as connection:
        row = connection.execute(
            select(FILE.content, FILE.filename).where(FILE.id == file_id, FILE.paper_id == paper_id)).one()
    record(engine, user, Done(ActKind.EXPORT, f"{kept.stamp.number} {row.filename}", {"文件": paper_id}))
    return bytes(row.content)
