"""Personal data in what would be published: found, and hidden or allowed as the publisher's settings say.

numbers      phones, mail addresses, personal numbers
name_words   what single words show of a person's name
people       what looks like the name of a private person
sighting     all of these in one text
findings     all of them in a store, each with its place and what the settings decide
mask         words that are to be hidden, and texts without them
concealment  the store as it may be published
"""

from kg.privacy.concealment import cleared, hide
from kg.privacy.findings import PersonalData, findings

__all__ = ["PersonalData", "cleared", "findings", "hide"]
