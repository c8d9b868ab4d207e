"""Reading under load: `make bench-pages`, one run on one machine, every way a page can be answered."""
