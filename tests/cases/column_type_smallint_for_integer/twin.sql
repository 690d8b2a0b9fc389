UPDATE depot_booking SET room = 300 + id;
