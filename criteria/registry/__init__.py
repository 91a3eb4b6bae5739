"""Records of trial registries into trials."""
