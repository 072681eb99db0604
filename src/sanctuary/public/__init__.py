"""The law in public: the site's pages, a page to try any situation, and an API that systems ask. Law alone; nothing is kept."""
