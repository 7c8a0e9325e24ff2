"""dealgraph turns news articles into a graph of corporate deals in which every value can be traced to its words."""
