"""`sanctuary record`: the public record of a city. Its subcommands stand in record_*.py, and are imported when they run."""

from cyclopts import App

__all__ = ["record"]

record = App(
    name="record", help="The public record of dealings with immigration authorities: added to, never changed, verified by anybody."
)

record.command("sanctuary.commands.record_begin:init", name="init", help="Begin a record in a new folder, with keys of its own.")
record.command(
    "sanctuary.commands.record_look:entries", name="list", help="Entries by month and kind, without anything restricted or sealed."
)
record.command(
    "sanctuary.commands.record_look:find", name="find", help="Entries in which fields have some values: 'find FOLDER channel=fax'."
)
record.command("sanctuary.commands.record_look:show", name="show", help="One entry, without what is restricted or sealed.")
record.command("sanctuary.commands.record_due:due", name="due", help="What is due, by when, and who owes it.")
record.command("sanctuary.commands.record_add:add", name="add", help="Add an entry; its number is told once it is durable.")
record.command("sanctuary.commands.record_add:done", name="done", help="Fulfill a duty of an entry: 'done FOLDER 12 copy --at 15:00'.")
record.command("sanctuary.commands.record_add:plan", name="plan", help="Set the day of something that is due, as of a forum.")
record.command("sanctuary.commands.record_import:take_in", name="import", help="Add every row of a table as an entry: all of them or none.")
record.command(
    "sanctuary.commands.record_draft:draft", name="draft", help="Drafts of entries: a second person approves what somebody else wrote."
)
record.command("sanctuary.commands.record_acts:hold", name="hold", help="Keep an entry from being erased, or release it.")
record.command(
    "sanctuary.commands.record_acts:erase", name="erase", help="Destroy what an entry says, for good; its leaf and every proof stay."
)
record.command(
    "sanctuary.commands.record_acts:void", name="void", help="Make an entry count nowhere: it repeats another one, or was a mistake."
)
record.command("sanctuary.commands.record_acts:rotate", name="rotate", help="Make new keys, signed by the old ones.")
record.command("sanctuary.commands.record_acts:person", name="person", help="Who may open the record, each with a passphrase of their own.")
record.command(
    "sanctuary.commands.record_agent:agent", name="agent", help="Keep the keys open in memory for a working day, for commands of this user."
)
record.command(
    "sanctuary.commands.record_keep:check", name="check", help="Everything that is wrong with a record, read whole and changed nowhere."
)
record.command("sanctuary.commands.record_keep:restore", name="restore", help="Go on after a loss; an entry tells of it.")
record.command("sanctuary.commands.record_keep:upgrade", name="upgrade", help="Take over a record of an earlier version.")
record.command("sanctuary.commands.record_keep:backup", name="backup", help="Copy a record into a new folder, as of one moment.")
record.command("sanctuary.commands.record_public:publish_due", name="publish", help="Publish the periods that have ended.")
record.command("sanctuary.commands.record_public:verify", name="verify", help="Verify a published record from its address or folder alone.")
record.command(
    "sanctuary.commands.record_public:prove", name="prove", help="A receipt: the proof that an entry stands in the published record."
)
record.command("sanctuary.commands.record_public:sample", name="sample", help="Draw entries for an auditor, with proofs.")
record.command(
    "sanctuary.commands.record_public:check_sampled", name="check-sample", help="Check an auditor's sample; no passphrase is needed."
)
