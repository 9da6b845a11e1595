"""The plan as one HTML page that needs nothing else: `page.make_page`."""
