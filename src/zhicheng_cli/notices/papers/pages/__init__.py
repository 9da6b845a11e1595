"""Pages of ink: PDF with a text layer, scans and photographs."""
