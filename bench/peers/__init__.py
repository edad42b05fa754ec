"""Programs that run inside the environment of one peer, and what each is compared on."""
