"""The subcommands; `matcher.cli` runs them."""
