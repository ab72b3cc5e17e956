### The “To do” pages.
