-- The last key that was given to a user.
SELECT last_value FROM accounts_user_id_seq
