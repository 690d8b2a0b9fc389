UPDATE depot_booking SET room = 40 + id;
