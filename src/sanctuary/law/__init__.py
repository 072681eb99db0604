"""Reading law: vocabulary, packs, rules and scenarios as data."""
