"""An office's file → what stands on its paper, in order, as a reader of it sees it."""
