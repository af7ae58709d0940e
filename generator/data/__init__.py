"""Tables that the generator carries; README.md says where they come from."""
