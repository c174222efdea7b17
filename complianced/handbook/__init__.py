"""The handbook: the loaded rules as pages to browse, one for each bundle, with their law, limits and cases."""
