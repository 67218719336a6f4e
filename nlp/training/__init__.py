"""How the weights in ``nlp/vocabulary`` were learned; reading a letter does not need it."""
