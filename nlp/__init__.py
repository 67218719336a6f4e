"""Documents to responses: who answers, what was asked, what is relied on, the position."""
