REINDEX TABLE depot_measure;
