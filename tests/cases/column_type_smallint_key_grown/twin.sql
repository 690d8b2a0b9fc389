UPDATE depot_small SET note = 'b';
