"""`sanctuary record`: the public record of a city. Its subcommands stand in record_*.py, and are imported when they run."""

from cyclopts import App

__all__ = ["record"]

record = App(
    name="record",
    version_flags=[],
    help="The public record of dealings with immigration authorities: added to, never changed, verified by anybody.",
)

record.command("sanctuary.commands.record_begin:init", name="init", help="Begin a record in a new folder, with keys of its own.")
record.command(
    "sanctuary.commands.record_look:entries", name="list", help="Entries by month and kind, without anything restricted or sealed."
)
record.command(
    "sanctuary.commands.record_look:find",
    name="find",
    help="Entries in which fields have some values: 'find FOLDER channel=fax request_types=hold'. Nothing sealed is printed.",
)
record.command(
    "sanctuary.commands.record_look:show",
    name="show",
    help="One entry; what is restricted or sealed is withheld and named, unless its group is revealed.",
)
record.command(
    "sanctuary.commands.record_due:due",
    name="due",
    help="What is due, by when, and who owes it: duties of entries, ends of holds, standing duties of a place. `done` fulfills one.",
)
record.command("sanctuary.commands.record_add:add", name="add", help="Add an entry; its number is told once it is durable.")
record.command(
    "sanctuary.commands.record_done:done",
    name="done",
    help="Fulfill a duty that `due` lists, by the number of the dealing and a word ('done FOLDER 12 copy --at 15:00') or by its id.",
)
record.command(
    "sanctuary.commands.record_add:plan",
    name="plan",
    help="Set the day of something that is due, as of a forum; an entry says so, and 'due' counts notice from it.",
)
record.command(
    "sanctuary.commands.record_import:take_in",
    name="import",
    help="Add every row of a table (CSV, or a JSON array) as an entry: all of them or none; the same file again adds nothing.",
)
record.command(
    "sanctuary.commands.record_draft:draft",
    name="draft",
    help="Drafts of entries ('add --draft'): whoever opens the record with a passphrase of their own approves what somebody else wrote.",
)
record.command("sanctuary.commands.record_acts:hold", name="hold", help="Keep an entry from being erased, or release it.")
record.command(
    "sanctuary.commands.record_acts:erase",
    name="erase",
    help="Destroy what an entry says, for good; its leaf and every proof stay, and an entry says that it was done.",
)
record.command(
    "sanctuary.commands.record_acts:void",
    name="void",
    help="Make an entry count nowhere: it repeats another one, or was a mistake. It stays readable, and every report tells of it.",
)
record.command(
    "sanctuary.commands.record_acts:rotate",
    name="rotate",
    help="Make new keys, signed by the old ones; an entry says so, and the old verification keys stay listed.",
)
record.command(
    "sanctuary.commands.record_acts:person",
    name="person",
    help="Who may open the record, each with a passphrase and a signing key of their own; an erasure needs two.\n\n"
    "Where there are two, two of them change it. `key` makes a new signing key for whoever opens the record, which the old one signs. "
    "Accounts of a desk have keys too, and open nothing: with the code of one, `key` gives it another key, and `remove` ends the one it "
    "has.",
)
record.command(
    "sanctuary.commands.record_agent:agent",
    name="agent",
    help="Keep the keys open in memory, for commands of this user, until the time is over; it runs until then (start it with & to go on).",
)
record.command(
    "sanctuary.commands.record_keep:check",
    name="check",
    help="Everything that is wrong with a record, read whole and changed nowhere. Exit code 1: something is.",
)
record.command(
    "sanctuary.commands.record_keep:restore",
    name="restore",
    help="Go on after a loss: lost numbers get entries that say so, tables are written anew, and an entry tells of it.",
)
record.command(
    "sanctuary.commands.record_keep:upgrade",
    name="upgrade",
    help="Take over a record of the version before signed heads were kept; numbers, entries and the published tree stay.",
)
record.command(
    "sanctuary.commands.record_keep:backup",
    name="backup",
    help="Copy a record into a new folder, as of one moment. Whoever has the copy and a passphrase can open it.",
)
record.command(
    "sanctuary.commands.record_public:publish_due",
    name="publish",
    help="Publish the periods that have ended: a signed checkpoint, tiles and bundles, in a folder for any web server.",
)
record.command(
    "sanctuary.commands.record_public:verify",
    name="verify",
    help="Verify a published record from its URL or folder alone. Exit code 1: it does not verify.\n\n"
    "The same check runs without this program: verify.py of the package is one file that needs only Python and `cryptography`.",
)
record.command(
    "sanctuary.commands.record_public:prove",
    name="prove",
    help="A receipt: the proof that an entry stands in the published record, with no reason and no fact in it.",
)
record.command(
    "sanctuary.commands.record_public:sample",
    name="sample",
    help="Draw entries for an auditor, with proofs: which ones follows from the published checkpoint and the auditor's words.",
)
record.command(
    "sanctuary.commands.record_public:check_sampled",
    name="check-sample",
    help="Check a sample with keys and words that the auditor brings; no passphrase is needed. Exit code 1: it does not hold.",
)
