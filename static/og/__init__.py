"""Pictures of the chapters: for those who are sent a link, for paper, and for readers without scripts."""
