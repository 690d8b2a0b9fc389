UPDATE depot_article SET mood = 'fair';
