"""收取外来台账: four steps from somebody else's sheet to cases of ours, and the county's form the other way round."""
