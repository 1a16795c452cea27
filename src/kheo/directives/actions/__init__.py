"""Every write of the chapter: directives, tasks and what is reported of them, targets, activities, committees."""
