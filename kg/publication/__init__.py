"""What a store becomes when it is published: a folder of files that any web server can serve.

part       one file of the site, and where it stands
addresses  where each thing's files stand: the only place that knows
rendering  the templates and the words of both languages

release    all that programs get: what follows here, and the parts it makes
statements what is published, read in one pass; text: each subject's Turtle and JSON-LD, made once
descriptions  the data of each thing; downloads, tables: the whole to take away
entry, void, provenance  what describes the whole: the catalogue entry, counts and links, how it came to be
canonical  the canonical form of RDF and its hash
"""
