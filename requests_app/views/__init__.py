"""The doors of the public: applying, and seeing one's own file."""
