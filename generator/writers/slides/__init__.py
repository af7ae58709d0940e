"""What a PowerPoint file is made of. Unlike the other writers it stands on python-pptx: no browser makes decks."""
