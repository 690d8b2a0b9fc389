UPDATE depot_article SET weight = NULL;
