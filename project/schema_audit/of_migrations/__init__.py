"""What the migrations say, make and leave behind."""
