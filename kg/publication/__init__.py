"""What a store becomes when it is published: a folder of files that any web server can serve.

part       one file of the site, and where it stands
addresses  where each thing's files stand: the only place that knows
rendering  the templates and the words of both languages
"""
