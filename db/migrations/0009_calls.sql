-- What one call tells another: the workflow that tells, and the answers that come with it as JSON.
ALTER TABLE inbox ADD COLUMN told_by TEXT;
ALTER TABLE inbox ADD COLUMN answers TEXT;
