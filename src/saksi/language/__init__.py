"""The trained Indonesian spaCy pipeline and Indonesian affixes."""
