"""Who with whom: pairs and groups from what people said of themselves, with a proof or a bound. Pure."""
