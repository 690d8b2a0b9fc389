UPDATE depot_booking SET room = room + 50;
