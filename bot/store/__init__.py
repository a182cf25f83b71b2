"""The engines behind the Store port. ``urls.open_store`` finds the one for an address."""
