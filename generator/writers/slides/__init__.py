"""What a PowerPoint file is made of. Unlike the other writers it needs python-pptx, so no browser can make decks."""
