"""The rules put together: the assessment of one application, the match, what is asked, the pages."""
