-- Reports read the completions of each officer in the order of their days.
CREATE INDEX completions_officer_done ON completions (officer_id, done_on, id);
