"""Why each claim was read: the words that name a body, the words that signal its role, and the rule that tied them.

account   what there is to say about each claim, sentence by sentence, in Swedish or English
marks     a text cut at the edges of what is marked in it
text      the account for a terminal
page      the account as one HTML page that needs no script and no network
"""

from kg.explanation.account import Account, account
from kg.explanation.page import page
from kg.explanation.text import text

__all__ = ["Account", "account", "page", "text"]
