UPDATE depot_article SET mood = 'bad';
