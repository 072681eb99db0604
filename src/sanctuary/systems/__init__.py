"""An agency's own systems: they ask and record with tokens, and are told what is due. The law in public stays without either."""
