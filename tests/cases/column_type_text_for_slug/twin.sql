UPDATE depot_tag SET label = label || 'x';
