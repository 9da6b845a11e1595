"""From the printed cells of a row to the fields of a plan; what is not plain is told with what was assumed."""
