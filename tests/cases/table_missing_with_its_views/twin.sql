VACUUM depot_pointer;
