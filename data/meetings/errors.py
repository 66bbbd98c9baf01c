"""Why something about a meeting is not done; the texts are for the screen."""


class MeetingError(Exception):
    """The state of the meeting, or a rule, stands against it; the text says in Chinese which and what to do."""


class StaleError(MeetingError):
    """Somebody else has changed it meanwhile. by, at: who and when (UTC); blank where the record does not say."""

    def __init__(self, sentence: str, by: str = "", at: str = "") -> None:
        super().__init__(sentence)
        self.by = by
        self.at = at
