"""Papers: from a PDF to a catalogue of what stands on each page."""
