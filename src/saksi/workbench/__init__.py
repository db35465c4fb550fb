"""The workbench: the pages where people read, check and correct the record, and the REST API beside them."""
