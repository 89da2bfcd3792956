"""The screens; they alone talk to the library."""
