"""Results drawn: scenes of plain shapes as SVG and PNG."""
