VACUUM depot_article;
