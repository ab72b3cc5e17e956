### Call, candidacies, draw, cohort.
