"""From a Library and a trust's profile to its Playbook. Pure."""
