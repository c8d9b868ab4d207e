"""The law of public consultation, free of frameworks."""
