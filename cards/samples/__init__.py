"""Sample views of one long night, for the preview page and the tests. All of it is invented."""
