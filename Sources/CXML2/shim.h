// Names libxml2 to the linker, and its folder of headers to CHTMLParser. The headers themselves are included there
// alone: they bring ICU's with them, which clash with Foundation's copy.
