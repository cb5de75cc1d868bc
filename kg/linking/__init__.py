"""Links from the bodies that documents name to the same bodies in other open data, each with its reasons.

A link is a row of a mapping set (SSSOM), which people can read, edit and share; the accepted ones are read into a graph
of their own. Equal identifiers make a link by themselves; likeness of names only ever makes a candidate, and a person
decides. Nothing is asked over the network unless a service is named.
"""
