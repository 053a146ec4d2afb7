"""The whole archive joined: an index of who and what is where, and one record for each page."""
