"""A clause as official papers cite it: 龙政办发〔2022〕43号第九条."""

from core.policy import Policy


def cited(policy: Policy, rule: str) -> str:
    """All clauses that the rule rests on; blank where no book says anything of it."""
    basis = policy.rules.get(rule)
    return "、".join(_whole(policy, name) for name in basis.clause.split("、")) if basis else ""


def asked(policy: Policy, rule: str) -> str:
    """The same, with what each clause asks in brackets."""
    basis = policy.rules.get(rule)
    names = basis.clause.split("、") if basis else []
    return "；".join(f"{_whole(policy, name)}（{policy.clauses[name][1].summary}）" for name in names)


def _whole(policy: Policy, name: str) -> str:
    """A place that names another document stands for itself."""
    book, clause = policy.clauses[name]
    return clause.place if clause.place.endswith("条") and "号" in clause.place else f"{book.document}{clause.place}"
