UPDATE depot_small SET note = NULL;
