"""Where a city's systems ask for status, origin and birthplace: fields found in schemas, forms and tables, held against the law."""
