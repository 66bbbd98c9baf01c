"""How fast the product judges, as ratios within one run; run by ``make bench``."""
