"""Put frames on a terminal at the least cost; where that cannot be, plain Textual does it."""
