"""Several things at once."""

import threading


def in_threads(tasks):
    """Run all at once; the exceptions that they ended with."""
    failures = []

    def run(task):
        try:
            task()
        except Exception as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures
