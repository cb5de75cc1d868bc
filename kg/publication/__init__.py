"""What a store becomes when it is published: a folder of files that any web server can serve.

part           one file of the site, and where it stands
addresses      where each thing's files stand: the only place that knows
holdings       all that the pages tell of, read from the store in one pass (claims, facts, lines: what they show of it)
rendering      the templates and the words of both languages; frame: what every page of a language is made with
*_pages        the pages, kind by kind
release        what programs get: the data of each thing (statements, text, descriptions), the downloads (tables), what
               describes the whole (entry, void, provenance); canonical: the canonical form of RDF and its hash
specification  the ontology for programs, and redirects
site           all of it in a fixed order
writing        the folder, whole or not at all; exchange: how it takes the old one's place
"""
