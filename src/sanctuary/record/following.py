"""Going on with keys that another process has put into effect: what keeps a record open for days is not started anew for a rotation.

No passphrase is needed, for what opens the file of keys is not rotated. A person's own key is: whose was replaced gives the new passphrase.
"""

from sanctuary.record.keys import Keys
from sanctuary.record.opened import Opened

__all__ = ["follow"]


def follow(log: Opened) -> bool:
    """Takes up the keys in effect where they are others than those that the log has; whether they were.

    Where the file of keys does not hold what the store names (a rotation is under way or was cut short, or the file is from a backup), the
    log stays as it is, and its next act refuses.
    """
    if not any(log.new_keys()):
        return False
    found = Keys.read_with(log.folder / "signing.json", log.keys.file_key, log.keys.person, log.keys.hand())
    if found.names != (log.store.setting("signing"), log.store.setting("wrapping")):
        return False
    log.take_keys(found)
    return True
